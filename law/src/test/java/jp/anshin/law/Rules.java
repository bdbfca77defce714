package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A made-up rulebook with every kind of rule: a table for all, one by category, one with a narrower
 * row that depends on conditions, and a proposal.
 */
final class Rules {

  static final String ALL_DAY = "2010-06-01";
  static final String CATEGORY_DAY = "2016-06-01";
  static final String CONDITION_DAY = "2020-06-01";
  static final String PROPOSAL_DAY = "2026-06-01";

  static final Rulebook BOOK =
      new Rulebook(
          "試験用",
          List.of(),
          List.of(
              new Category("VOICE", "音声", "voice", null, List.of(), false),
              new Category("LPWA", "LPWA", "LPWA", "OTHER", List.of("separable"), false),
              new Category("FREE", "無料", "free", null, List.of(), false),
              new Category("FREE_BIG", "無料（大）", "free, big", "FREE", List.of(), true),
              new Category("OTHER", "その他", "other", null, List.of(), false)),
          List.of(
              edition("2008", "2008-04-01", "2015-03-31", row("a1", "ALL", cell(120, 30_000))),
              edition(
                  "2015",
                  "2015-04-01",
                  "2019-03-31",
                  row("b1", "VOICE", cell(60, 30_000)),
                  row("b3", "FREE", cell(1440, 100_000), cell(720, 1_000_000)),
                  row("b4", "OTHER", cell(120, 30_000), cell(60, 1_000_000))),
              edition(
                  "2019",
                  "2019-04-01",
                  null,
                  row("c1", "VOICE", cell(60, 30_000)),
                  row("c2", "LPWA", cell(720, 30_000), cell(120, 1_000_000)),
                  row("c3", "FREE", cell(1440, 100_000), cell(720, 1_000_000)),
                  row("c4", "OTHER", cell(120, 30_000), cell(60, 1_000_000))),
              new Edition(
                  "proposal",
                  null,
                  null,
                  false,
                  false,
                  false,
                  null,
                  LocalDate.parse("2025-10-01"),
                  List.of(
                      row("p1", "VOICE", cell(60, 30_000)),
                      row("p2", "LPWA", cell(720, 30_000), cell(120, 1_000_000)),
                      row("p3", "FREE", cell(1440, 100_000), cell(720, 1_000_000)),
                      row("p3b", "FREE_BIG", cell(240, 100_000), cell(120, 1_000_000)),
                      row("p4", "OTHER", cell(120, 30_000), cell(60, 100_000))),
                  "",
                  List.of())),
          List.of(
              new FacilityRule(
                  "cable", LocalDate.parse("2008-04-01"), null, 120, citation("58条2号", true))),
          List.of(
              new Exclusion("supplementary", "supplementary", citation("58条", true)),
              new Exclusion("planned", "planned work", citation(null, false))),
          citation("58条", false),
          new PeriodicRule(
              30_000,
              120,
              LocalDate.parse("2025-04-01"),
              List.of(
                  new PeriodicRule.Cycle(
                      "quarterly",
                      null,
                      LocalDate.parse("2025-03-31"),
                      3,
                      2,
                      citation("7条の3", true)),
                  new PeriodicRule.Cycle(
                      "annual",
                      LocalDate.parse("2025-04-01"),
                      null,
                      12,
                      2,
                      citation("7条の3", true))),
              citation("7条の3", true)),
          new FinalReportRule("様式第五十の三", 30, citation("57条", true)),
          citation("57条", true),
          List.of());

  static final AccidentLaw LAW = new AccidentLaw(BOOK);

  private Rules() {}

  static Citation citation(@Nullable String article, boolean verified) {
    return new Citation(article, "test", "条文", Wording.SUMMARY, verified);
  }

  static Cell cell(long minutes, long users) {
    return new Cell(minutes, users);
  }

  static Row row(String id, String category, Cell... cells) {
    return new Row(id, category, category, List.of(cells), citation("58条 " + id, true));
  }

  static Edition edition(String id, String from, @Nullable String to, Row... rows) {
    return new Edition(
        id,
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        true,
        true,
        true,
        null,
        null,
        List.of(rows),
        "",
        List.of());
  }

  static Interval noon(String day) {
    return Interval.at(LocalDate.parse(day).atTime(12, 0).atZone(Figures.JAPAN).toInstant());
  }

  static AccidentFacts event(String day, ServiceFacts... services) {
    return new AccidentFacts(noon(day), List.of(services), Truth.NO, Bounds.exactly(0));
  }

  /** A stop, with nothing excluded and users that can be counted. */
  static ServiceFacts stop(@Nullable String category, Bounds seconds, Bounds users) {
    return new ServiceFacts(
        "internet",
        category,
        Truth.YES,
        none(),
        Truth.NO,
        Map.of("separable", Truth.YES),
        users,
        seconds,
        null);
  }

  static Map<String, Truth> none() {
    return BOOK.exclusions().stream()
        .collect(Collectors.toUnmodifiableMap(Exclusion::id, each -> Truth.NO));
  }

  static Bounds minutes(long minutes) {
    return Bounds.exactly(minutes * 60);
  }
}

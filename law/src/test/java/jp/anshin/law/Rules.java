package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Serious accidents are left out of the periodic report, and no proposal may be in force yet. */
  static final String LEFT_OUT_DAY = "2025-06-01";

  static final String PROPOSAL_DAY = "2026-06-01";

  static final Rulebook BOOK =
      new Rulebook(
          "試験用",
          List.of(),
          List.of(
              new Category("VOICE", "音声", "voice", null, List.of(), false, List.of()),
              new Category("LPWA", "LPWA", "LPWA", "OTHER", List.of("separable"), false, List.of()),
              new Category("FREE", "無料", "free", null, List.of(), false, List.of()),
              new Category("FREE_BIG", "無料（大）", "free, big", "FREE", List.of(), true, List.of()),
              new Category("OTHER", "その他", "other", null, List.of(), false, List.of())),
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
              citation("7条の3", true),
              List.of(
                  new PeriodicRule.Tier(
                      Filing.SIMPLE, List.of("RAN"), null, citation("7条の3", true)),
                  new PeriodicRule.Tier(
                      Filing.EXEMPT,
                      List.of("INBUILDING"),
                      fact("same-premises"),
                      citation("7条の3", true))),
              all(
                  "other-equipment",
                  fact("other-failed"),
                  any(
                      "other-much",
                      atLeast("other-users", 30_000),
                      atLeast("other-seconds", 7_200)))),
          new FinalReportRule("様式第五十の三", 30, citation("57条", true), List.of()),
          citation("57条", true),
          List.of(duty("leak", null), duty("near", LocalDate.parse("2023-06-16"))),
          List.of(
              impact("stop", Impact.STOP, List.of(), Truth.YES),
              impact("none", Impact.NONE, List.of(), Truth.NO),
              impact("voice", Impact.DEGRADATION, List.of("VOICE"), Truth.YES),
              impact("lpwa", Impact.DEGRADATION, List.of("LPWA"), Truth.NO),
              impact("lpwa-hard", Impact.HARD_TO_CONNECT, List.of("LPWA"), Truth.NO),
              conditional("voice-hard", Impact.HARD_TO_CONNECT, List.of("VOICE"), "call-loss"),
              conditional("data", Impact.DEGRADATION, List.of("OTHER", "FREE"), "best-effort"),
              conditional(
                  "data-hard", Impact.HARD_TO_CONNECT, List.of("OTHER", "FREE"), "best-effort")),
          List.of(
              new FacilityClass("RAN", "base station", citation(null, true)),
              new FacilityClass("INBUILDING", "in a building", citation(null, true)),
              new FacilityClass("ELSE", "else", citation(null, false))),
          List.of(
              new DutyRule("leak", fact("leak"), false, "知つた日", 30, 0),
              new DutyRule(
                  "near",
                  any(
                      "near-either",
                      fact("near-cable"),
                      all(
                          "near-all",
                          atLeast("near-users", 30_000),
                          none("near-none", fact("near-planned")))),
                  true,
                  "知つた日",
                  30,
                  0)),
          new ReceiverRule(
              LocalDate.parse("2013-01-01"),
              LocalDate.parse("2023-12-07"),
              "様式第五十の三の二",
              List.of("発生日時", "措置模様"),
              all("receiver", fact("wholesale"), fact("stems")),
              citation("57条2項", true)),
          new LpwaRule(
              "LPWA",
              List.of(
                  new LpwaRule.Form("ONE", "①", "one", Set.of()),
                  new LpwaRule.Form("TWO", "②", "two", Set.of(LpwaDelivery.Part.LINE)),
                  new LpwaRule.Form("THREE", "③", "three", Set.of(LpwaDelivery.Part.GATEWAY))),
              citation("報告書", false)),
          List.of(
              new CountMethod("ACTUAL", 1, List.of(), citation(null, true)),
              new CountMethod("EMERGENCY_VOICE_ALL", 1, List.of("VOICE"), citation(null, true))));

  static final AccidentLaw LAW = new AccidentLaw(BOOK);

  static final AccidentLaw LAW_WITHOUT_PROPOSALS =
      new AccidentLaw(
          new Rulebook(
              BOOK.title(),
              BOOK.sources(),
              BOOK.categories(),
              BOOK.editions().stream().filter(Edition::inForce).toList(),
              BOOK.facilityRules(),
              BOOK.exclusions(),
              BOOK.hardToCount(),
              BOOK.periodic(),
              BOOK.finalReport(),
              BOOK.firstReport(),
              BOOK.otherDuties(),
              BOOK.impactRules(),
              BOOK.facilityClasses(),
              BOOK.dutyRules(),
              BOOK.wholesaleReceiver(),
              BOOK.lpwa(),
              BOOK.countMethods()));

  private Rules() {}

  static Citation citation(@Nullable String article, boolean verified) {
    return new Citation(article, "test", "条文", Wording.SUMMARY, verified);
  }

  static Clause fact(String id) {
    return new Clause(id, Clause.Kind.FACT, null, List.of(), citation("条", true));
  }

  static Clause atLeast(String id, long threshold) {
    return new Clause(id, Clause.Kind.AT_LEAST, threshold, List.of(), citation("条", true));
  }

  static Clause all(String id, Clause... parts) {
    return new Clause(id, Clause.Kind.ALL, null, List.of(parts), citation("条", true));
  }

  static Clause any(String id, Clause... parts) {
    return new Clause(id, Clause.Kind.ANY, null, List.of(parts), citation("条", true));
  }

  static Clause none(String id, Clause... parts) {
    return new Clause(id, Clause.Kind.NONE, null, List.of(parts), citation("条", true));
  }

  private static OtherDuty duty(String id, @Nullable LocalDate from) {
    return new OtherDuty(id, from, id, id, "様式", citation("条", true));
  }

  private static ImpactRule impact(
      String id, Impact impact, List<String> categories, Truth counts) {
    LocalDate from = impact == Impact.DEGRADATION ? LocalDate.parse("2008-04-01") : null;
    return new ImpactRule(
        id, impact, categories, from, counts, null, counts, citation("58条", true));
  }

  /** Call loss makes it count; best effort makes it not count, and else the law is not known. */
  private static ImpactRule conditional(
      String id, Impact impact, List<String> categories, String condition) {
    boolean loss = condition.equals("call-loss");
    return new ImpactRule(
        id,
        impact,
        categories,
        LocalDate.parse("2008-04-01"),
        Truth.of(loss),
        condition,
        loss ? Truth.NO : Truth.UNDETERMINED,
        citation("58条", true));
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

  /** What users met, with nothing excluded and users that can be counted. */
  static ServiceFacts met(
      Impact impact,
      @Nullable String category,
      Map<String, Truth> conditions,
      Bounds seconds,
      Bounds users) {
    return new ServiceFacts(
        "internet", category, impact, none(), Truth.NO, conditions, users, seconds, null);
  }

  static Map<String, Truth> none() {
    return BOOK.exclusions().stream()
        .collect(Collectors.toUnmodifiableMap(Exclusion::id, each -> Truth.NO));
  }

  static Bounds minutes(long minutes) {
    return Bounds.exactly(minutes * 60);
  }
}

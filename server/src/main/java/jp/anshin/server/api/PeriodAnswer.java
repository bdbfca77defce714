package jp.anshin.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.incident.periodic.LineChange;
import jp.anshin.incident.periodic.LineDecision.Settled;
import jp.anshin.incident.periodic.PeriodCount;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.server.periods.PeriodStanding;
import jp.anshin.server.periods.Periods;
import org.jspecify.annotations.Nullable;

/**
 * How the report of a period stands.
 *
 * @param counts accidents as known now, by treatment
 * @param open those of which it is open what becomes of them
 * @param changes how the accidents now differ from the latest version
 * @param caveats for which an approval or a sending needs {@code words}
 * @param report what people made of it, or null while nobody has begun
 */
record PeriodAnswer(
    LocalDate first,
    LocalDate last,
    Answers.Text said,
    Answers.@Nullable Due deadline,
    boolean over,
    SortedMap<String, Integer> counts,
    List<Line> open,
    List<Change> changes,
    List<String> caveats,
    @Nullable ReportAnswer report) {

  /** A period in a list. */
  record Summary(LocalDate first, LocalDate last, boolean over, @Nullable String state) {
    static Summary of(Periods.Known known) {
      return new Summary(
          known.period().first(),
          known.period().last(),
          known.over(),
          known.report().map(report -> report.state().name()).orElse(null));
    }
  }

  /** An accident of the period; {@code seen} names this state of it in a decision. */
  record Line(
      String line,
      LocalDate day,
      Answers.Text headline,
      String required,
      String filing,
      String treatment,
      String seen,
      List<Answers.Text> questions,
      @Nullable Decided decided,
      Map<String, Cell> cells) {
    static Line of(PeriodLine line) {
      var cells = new LinkedHashMap<String, Cell>();
      line.cells()
          .forEach(
              cell -> cells.put(cell.key(), new Cell(Answers.Text.of(cell.text()), cell.known())));
      return new Line(
          line.key(),
          line.day(),
          Answers.Text.of(line.headline()),
          line.required().name(),
          line.filing().name(),
          line.treatment().name(),
          line.fingerprint(),
          line.questions().stream().map(Answers.Text::of).toList(),
          Decided.of(line.decision()),
          cells);
    }
  }

  /** What stands in one column. */
  record Cell(Answers.Text text, boolean known) {}

  /** What a person decided. */
  record Decided(String as, String by, Instant at, String why) {
    static @Nullable Decided of(@Nullable Settled settled) {
      return settled == null
          ? null
          : new Decided(settled.as().name(), settled.by(), settled.at(), settled.why());
    }
  }

  /** A difference. */
  record Change(String kind, String line, String treatment) {
    static Change of(LineChange change) {
      return new Change(
          change.kind().name(), change.line().key(), change.line().treatment().name());
    }
  }

  static PeriodAnswer of(PeriodStanding standing) {
    ReportingPeriod period = standing.period();
    var counts = new TreeMap<String, Integer>();
    PeriodCount.of(standing.now()).each().forEach((key, value) -> counts.put(key.name(), value));
    return new PeriodAnswer(
        period.first(),
        period.last(),
        Answers.Text.of(period, LawWords::period),
        Answers.Due.of(period.deadline()),
        standing.over(),
        counts,
        standing.open().stream().limit(ApiV1.PAGE_MAX).map(Line::of).toList(),
        standing.changes().stream().limit(ApiV1.PAGE_MAX).map(Change::of).toList(),
        standing.caveats().stream().map(Enum::name).toList(),
        standing.report().map(report -> ReportAnswer.of(report, Audience.STAFF)).orElse(null));
  }
}

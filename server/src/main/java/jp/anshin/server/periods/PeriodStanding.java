package jp.anshin.server.periods;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.periodic.LineChange;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.law.ReportingPeriod;

/**
 * How the report of a period stands at this moment.
 *
 * @param period which
 * @param over whether the period has ended
 * @param now every accident of it as known now, with the decisions that count
 * @param report what people made of it; empty while nobody has begun
 * @param lines those of its latest version; empty while nobody has begun
 * @param changes how the accidents now differ from that version
 */
public record PeriodStanding(
    ReportingPeriod period,
    boolean over,
    List<PeriodLine> now,
    Optional<Report> report,
    List<PeriodLine> lines,
    List<LineChange> changes) {

  /** What whoever approves or sends it anyway gives a reason for. */
  public enum Caveat {
    /** The accidents of the period are not those of the version any more. */
    OUTDATED,
    /** The period goes on: more may happen. */
    NOT_OVER
  }

  /** Accidents of which nobody knows yet what becomes of them: each must be settled. */
  public List<PeriodLine> open() {
    return now.stream().filter(line -> line.treatment() == Treatment.OPEN).toList();
  }

  /** What must be said beside an approval or a sending. */
  public Set<Caveat> caveats() {
    var caveats = EnumSet.noneOf(Caveat.class);
    if (report.isPresent() && !changes.isEmpty()) {
      caveats.add(Caveat.OUTDATED);
    }
    if (!over) {
      caveats.add(Caveat.NOT_OVER);
    }
    return caveats;
  }
}

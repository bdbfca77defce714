package jp.anshin.server.periods;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.documents.PeriodicReport;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.PeriodicCover;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.PeriodLine.Cell;
import jp.anshin.law.Figures;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.operator.Audience;

/**
 * A source of accidents for the report of a period. Every component of this type is asked; keys of
 * their lines differ. Nothing may be left out here: what does not go in is told too, and says so.
 */
public interface PeriodLines {

  /**
   * Every accident of that period, also those of which it is open whether they go in; without
   * decisions of people.
   *
   * @param simulated whether those of replays are wanted, or the real ones
   */
  List<PeriodLine> of(ReportingPeriod period, boolean simulated);

  /**
   * Day in Japan of the first accident known; empty while there is none.
   *
   * @param simulated among those of replays, or among the real ones
   */
  Optional<LocalDate> firstDay(boolean simulated);

  /**
   * What the ministry may read of one accident's entry; where it may have begun in another period,
   * that is said in a cell {@link PeriodicReport#NOTE}.
   *
   * @param occurredAt when it began
   * @param rule by which periods are told apart
   */
  static List<Cell> cells(Draft entry, Interval occurredAt, PeriodicRule rule) {
    LocalDate first = Figures.day(occurredAt.earliest());
    LocalDate last = Figures.day(occurredAt.latest());
    Stream<Cell> note =
        rule.isOnePeriod(first, last)
            ? Stream.empty()
            : Stream.of(
                new Cell(PeriodicReport.NOTE, PeriodicCover.otherPeriodLine(first, last), false));
    return Stream.concat(
            entry.visibleTo(Audience.MINISTRY).items().stream()
                .map(item -> new Cell(item.key(), item.text(), item.known())),
            note)
        .toList();
  }
}

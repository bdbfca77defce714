package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;

/**
 * The report on a serious accident.
 *
 * @param form the ministry's form in Japanese
 * @param days days after the day of the accident, which is not counted
 * @param citation article as it is numbered today
 * @param earlier where it stood before, the earliest first
 */
public record FinalReportRule(String form, int days, Citation citation, List<Earlier> earlier) {

  /**
   * Where the same rule stood until its article was numbered anew.
   *
   * @param validTo last day on which it stood there
   * @param citation article of that time
   */
  public record Earlier(LocalDate validTo, Citation citation) {}

  public FinalReportRule {
    earlier = List.copyOf(earlier);
  }

  /** Where it stood on that day. */
  public Citation citationOn(LocalDate day) {
    for (Earlier each : earlier) {
      if (!day.isAfter(each.validTo())) {
        return each.citation();
      }
    }
    return citation;
  }

  /** The statutory day on which it is due; a weekend does not move it. */
  public LocalDate due(LocalDate occurredOn) {
    return occurredOn.plusDays(days);
  }
}

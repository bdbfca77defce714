package jp.anshin.law;

import java.time.LocalDate;

/**
 * The report on a serious accident.
 *
 * @param form the ministry's form in Japanese
 * @param days days after the day of the accident, which is not counted
 * @param citation article
 */
public record FinalReportRule(String form, int days, Citation citation) {

  /** The statutory day on which it is due; a weekend does not move it. */
  public LocalDate due(LocalDate occurredOn) {
    return occurredOn.plusDays(days);
  }
}

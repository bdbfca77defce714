package jp.anshin.law;

import java.time.LocalDate;
import jp.anshin.law.PeriodicRule.Cycle;

/**
 * A period whose accidents are reported together (電気通信事業報告規則第7条の3).
 *
 * @param cycle how often such a report is due
 * @param first its first day, in Japan
 * @param last its last day, in Japan
 */
public record ReportingPeriod(Cycle cycle, LocalDate first, LocalDate last) {

  /** Whether an accident of that day belongs to it. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** When its report is due: the statutory day, not moved by a weekend. */
  public Deadline deadline() {
    return new Deadline(cycle.due(last), cycle.citation());
  }

  /**
   * Calendar year in which the fiscal year began that it belongs to; fiscal years begin in April.
   */
  public int fiscalYear() {
    return first.minusMonths(Cycle.APRIL - 1L).getYear();
  }

  /** Its place in that fiscal year, from 1. */
  public int numberInYear() {
    return (first.minusMonths(Cycle.APRIL - 1L).getMonthValue() - 1) / cycle.months() + 1;
  }
}

package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;

/**
 * The short report of whoever receives a wholesale service (57条2項) and whose serious accident comes
 * from one of the wholesaler's.
 *
 * @param absentUntil last day of a text that was read and did not have it
 * @param presentFrom first day of a text that was read and has it; between the two it is not known
 * @param form the ministry's form in Japanese
 * @param firstReportItems what the quick report needs, in Japanese
 * @param when what must be so
 * @param citation article
 */
public record ReceiverRule(
    LocalDate absentUntil,
    LocalDate presentFrom,
    String form,
    List<String> firstReportItems,
    Clause when,
    Citation citation) {

  public ReceiverRule {
    firstReportItems = List.copyOf(firstReportItems);
  }

  /** Whether it was the law on that day. */
  public Truth existedOn(LocalDate day) {
    if (!day.isBefore(presentFrom)) {
      return Truth.YES;
    }
    return day.isAfter(absentUntil) ? Truth.UNDETERMINED : Truth.NO;
  }
}

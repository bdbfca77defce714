package jp.anshin.law;

import java.util.List;

/**
 * In which form a serious accident is reported.
 *
 * @param forms the form in Japanese; both while it is not certain which
 * @param firstReportItems what the quick report needs at least, in Japanese; empty for every item
 * @param receiver whether the short report of a receiver of a wholesale service is allowed
 * @param reason why
 */
public record SeriousReport(
    List<String> forms, List<String> firstReportItems, Truth receiver, Reason reason) {
  public SeriousReport {
    forms = List.copyOf(forms);
    firstReportItems = List.copyOf(firstReportItems);
  }
}

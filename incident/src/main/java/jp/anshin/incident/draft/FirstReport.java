package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.List;
import java.util.Locale;
import jp.anshin.incident.impact.ServiceImpact;

/**
 * The first report (第一報): known facts only, in the fields that the ministry names. It is for the
 * ministry and for our own people.
 */
final class FirstReport {

  private final AccidentAccount account;
  private final AccountItems report;

  private FirstReport(AccidentAccount account) {
    this.account = account;
    this.report = new AccountItems(account, "first");
  }

  static Draft of(AccidentAccount account, DraftKind kind) {
    var report = new FirstReport(account);
    report.write(kind);
    return report.report.draft(kind);
  }

  private void write(DraftKind kind) {
    if (kind == DraftKind.VOLUNTARY_FIRST_REPORT) {
      report
          .items()
          .known(
              "voluntary", Readers.AUTHORITY, List.of(), locale -> say(locale, "text.voluntary"));
    }
    report.asOf(Readers.AUTHORITY);
    report.sender(Readers.AUTHORITY);
    report.occurredAt("text.impact-since");
    report.equipmentPlace();
    report.services();
    report.area();
    report.users("users");
    if (!account.byCounts().isEmpty()) {
      report
          .items()
          .known("users-basis", Readers.OURSELVES, account.sources(), report.words()::basis);
    }
    report.cause();
    report.told("wholesale", Readers.AUTHORITY);
    restoration();
    if (report.isOfReceiver()) {
      report.told("measures", Readers.AUTHORITY);
    }
    report.officials();
    report.determination();
    if (kind == DraftKind.FIRST_REPORT) {
      report.reportForm();
    }
    report.finalReport();
  }

  /** Routes restored are not users restored: each is told by itself. */
  private void restoration() {
    List<ServiceImpact> counted = account.counted();
    if (counted.isEmpty() && account.told(Told.CRITICAL_FACILITY).isEmpty()) {
      report.told("restoration", Readers.AUTHORITY);
    } else {
      report
          .items()
          .known(
              "restoration",
              Readers.AUTHORITY,
              account.sources(),
              locale ->
                  AccountItems.lines(
                      report.words(Told.CRITICAL_FACILITY, locale),
                      services(counted, locale),
                      report.words("restoration", locale)));
    }
  }

  private String services(List<ServiceImpact> counted, Locale locale) {
    AccountWords words = report.words();
    return words.eachOf(
        counted,
        impact ->
            say(
                locale,
                impact.ongoing()
                    ? "text.service-goes-on"
                    : impact.lastedSeconds().isUnknown()
                        ? "text.service-duration-unknown"
                        : "text.service-restored",
                words.serviceName(impact.service(), locale),
                words.duration(impact, locale)));
  }
}

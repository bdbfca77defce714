package jp.anshin.incident.draft;

import java.util.List;
import java.util.Locale;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ContactRole;

/**
 * The report on a serious accident within thirty days (様式第50の3, or 50の3の2 of a receiver of
 * wholesale services). The fields of the form were not compared with its text; the working set is
 * that of the forms' data, in its order. What nobody has said yet stands there as unknown, for a
 * person to fill.
 */
final class DetailedReport {

  private final AccidentAccount account;
  private final AccountItems report;

  private DetailedReport(AccidentAccount account) {
    this.account = account;
    this.report = new AccountItems(account, "detailed");
  }

  static Draft of(AccidentAccount account) {
    var report = new DetailedReport(account);
    report.write();
    return report.report.draft(DraftKind.DETAILED_REPORT);
  }

  private void write() {
    report.asOf(Readers.AUTHORITY);
    report.sender(Readers.AUTHORITY);
    report.nameOfForm();
    report.occurredAt("text.as-it-is");
    report.restoredAt();
    duration();
    report.equipmentPlace();
    told("situation");
    report.services();
    report.area();
    report.settledUsers("users");
    basis();
    report.cause();
    told("measures", "prevention", "inquiries", "web-notice", "press", "regulations", "wholesale");
    person("supervisor", ContactRole.FACILITIES_SUPERVISOR);
    person("chief-engineer", ContactRole.CHIEF_ENGINEER);
    report.officials();
    report.determination();
    report.userHours();
    report.finalReport();
  }

  private void person(String key, ContactRole role) {
    report.contact(key, Readers.AUTHORITY, Audience.STAFF, List.of(role));
  }

  private void told(String... keys) {
    for (String key : keys) {
      report.told(key, Readers.AUTHORITY);
    }
  }

  private void duration() {
    List<ServiceImpact> counted = account.counted();
    if (counted.isEmpty() && account.told(Told.CRITICAL_FACILITY).isEmpty()) {
      report.items().unknown("duration", Readers.AUTHORITY);
    } else {
      report
          .items()
          .known(
              "duration",
              Readers.AUTHORITY,
              account.sources(),
              locale ->
                  AccountItems.lines(
                      report.words(Told.CRITICAL_FACILITY, locale), durations(counted, locale)));
    }
  }

  private String durations(List<ServiceImpact> counted, Locale locale) {
    AccountWords words = report.words();
    return words.eachOf(
        counted,
        impact ->
            DraftMessages.say(
                locale,
                impact.ongoing() ? "text.service-goes-on" : "text.of-service",
                words.serviceName(impact.service(), locale),
                words.duration(impact, locale)));
  }

  private void basis() {
    if (report.words().basis(Locale.JAPANESE).isEmpty()) {
      report.told("users-basis", Readers.AUTHORITY);
    } else {
      report
          .items()
          .known("users-basis", Readers.AUTHORITY, account.sources(), report.words()::basis);
    }
  }
}

package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.both;
import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.ServiceCategory;

/**
 * The first report (第一報): known facts only, in the fields that the ministry names. It is for the
 * ministry and for our own people.
 */
final class FirstReport {

  private final DraftFacts facts;
  private final DraftKind kind;
  private final Items items = new Items("first");

  private FirstReport(DraftFacts facts, DraftKind kind) {
    this.facts = facts;
    this.kind = kind;
  }

  static Draft of(DraftFacts facts, DraftKind kind) {
    var report = new FirstReport(facts, kind);
    report.write();
    return new Draft(
        kind,
        facts.incident().simulated(),
        both(locale -> facts.title(locale, kind)),
        report.items.all());
  }

  private void write() {
    if (kind == DraftKind.VOLUNTARY_FIRST_REPORT) {
      items.known(
          "voluntary", Readers.AUTHORITY, List.of(), locale -> say(locale, "text.voluntary"));
    }
    SharingNotice.asOf(items, facts, Readers.AUTHORITY);
    SharingNotice.sender(items, facts, Readers.AUTHORITY);
    items.known("occurred-at", Readers.AUTHORITY, origins(), this::occurredAt);
    items.unknown(
        "equipment-place", Readers.AUTHORITY, locale -> say(locale, "text.equipment-place"));
    services();
    items.unknown("area", Readers.AUTHORITY);
    SharingNotice.users(items, facts, "users");
    if (facts.suspectsSomeone()) {
      items.known("cause", Readers.AUTHORITY, facts.statements(), this::cause);
    } else {
      items.unknown("cause", Readers.AUTHORITY);
    }
    items.unknown("wholesale", Readers.AUTHORITY);
    items.known("restoration", Readers.AUTHORITY, origins(), this::restoration);
    SharingNotice.officials(items, facts);
    SharingNotice.determination(items, facts);
    finalReport();
  }

  private List<String> origins() {
    return facts.answers().isEmpty() ? facts.statements() : facts.answers();
  }

  /**
   * The accident is what users met; where nobody has said since when, only the routes are known.
   */
  private String occurredAt(Locale locale) {
    Optional<Interval> began =
        facts.counted().stream()
            .flatMap(impact -> Optional.ofNullable(impact.began()).stream())
            .min(Comparator.comparing(Interval::earliest));
    return began
        .map(at -> say(locale, "text.impact-since", DraftFacts.moment(at, locale)))
        .orElseGet(() ->
            say(
                locale,
                "text.impact-since-unknown",
                DraftFacts.moment(facts.incident().startedAt(), locale)));
  }

  private void services() {
    List<ServiceImpact> counted = facts.counted();
    if (counted.isEmpty()) {
      items.unknown("service", Readers.AUTHORITY);
    } else {
      items.known(
          "service",
          Readers.AUTHORITY,
          facts.answers(),
          locale -> DraftFacts.lines(counted.stream().map(each -> service(each, locale)).toList()));
    }
  }

  private String service(ServiceImpact impact, Locale locale) {
    ServiceCategory category = impact.category();
    return say(
        locale,
        "text.service",
        facts.serviceName(impact.service(), locale),
        say(locale, category == null ? "category.unknown" : "category." + category),
        say(locale, "impact." + impact.kind()));
  }

  private String cause(Locale locale) {
    return say(locale, "text.cause", facts.incident().kinds().in(locale), facts.suspected(locale));
  }

  /** Routes restored are not users restored: each is told by itself. */
  private String restoration(Locale locale) {
    List<ServiceImpact> counted = facts.counted();
    String routes = say(locale, "text.routes-state", facts.state(locale));
    if (counted.isEmpty()) {
      return routes;
    }
    List<String> lines =
        counted.stream()
            .map(impact ->
                say(
                    locale,
                    impact.ongoing() ? "text.service-goes-on" : "text.service-restored",
                    facts.serviceName(impact.service(), locale),
                    facts.duration(impact, locale)))
            .toList();
    return DraftFacts.lines(lines) + "\n" + routes;
  }

  private void finalReport() {
    Determination judged = facts.determination();
    Deadline deadline = judged == null ? null : judged.finalReport();
    if (deadline != null) {
      items.known(
          "final-report",
          Readers.OURSELVES,
          List.of(),
          locale -> LawWords.in(locale).deadline(deadline));
    }
  }
}

package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an incident, as words for drafts.
 *
 * @param incident what it is about
 * @param determination what the law says, or null when nothing was judged yet
 * @param operator who we are that day, or null when nobody has said
 * @param asOf event time as of which all is told
 */
record DraftFacts(
    Incident incident,
    @Nullable Determination determination,
    @Nullable Operator operator,
    Instant asOf) {

  private static final long SECONDS_PER_MINUTE = 60;

  String title(Locale locale, DraftKind kind) {
    var day = incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate();
    String title =
        say(locale, "title." + kind, LawWords.in(locale).day(day), incident.kinds().in(locale));
    return incident.simulated() ? say(locale, "simulated.title", title) : title;
  }

  /** Where the detections' statements can be found. */
  List<String> statements() {
    return incident.detections().stream()
        .map(detection -> detection.id() + " revision " + detection.revision())
        .toList();
  }

  /** The answer that was used. */
  List<String> answers() {
    return incident.impact().map(answer -> "impact answer " + answer.version()).stream().toList();
  }

  /** The detection with the most routes. */
  Detection largest() {
    return incident.detections().stream()
        .max(Comparator.comparingLong(detection -> detection.count("routeCount")))
        .orElseThrow();
  }

  String occurredAt(Locale locale) {
    return say(
        locale,
        "text.occurred-at",
        moment(incident.startedAt(), locale),
        Figures.time(incident.openedAt(), locale));
  }

  /** Going on, or restored when. */
  String state(Locale locale) {
    return incident
        .restoredAt()
        .map(at -> say(locale, "text.restored", Figures.time(at, locale)))
        .orElseGet(() -> say(locale, "text.goes-on"));
  }

  String response(Locale locale) {
    var lines = new ArrayList<String>();
    lines.add(say(locale, "text.response.detected", Figures.time(incident.openedAt(), locale)));
    lines.add(
        incident
            .impact()
            .filter(answer -> impactKnown())
            .map(answer -> answered(answer, locale))
            .orElseGet(() -> say(locale, "text.response.asking")));
    incident
        .restoredAt()
        .ifPresent(
            at -> lines.add(say(locale, "text.response.restored", Figures.time(at, locale))));
    if (incident.status() == IncidentStatus.CLOSED) {
      lines.add(say(locale, "text.response.closed"));
    }
    return lines(lines);
  }

  private String answered(ImpactAnswer answer, Locale locale) {
    boolean inPart = impacts().stream().anyMatch(each -> each.kind() == Impact.UNKNOWN);
    return say(
        locale,
        inPart ? "text.response.answered-in-part" : "text.response.answered",
        Figures.time(answer.answeredAt(), locale));
  }

  /** Neighbours from which what is wrong was received. */
  List<String> peers() {
    return incident.detections().stream()
        .flatMap(detection -> detection.fact("peers").stream())
        .distinct()
        .sorted()
        .toList();
  }

  boolean suspectsSomeone() {
    return incident.detections().stream()
        .anyMatch(detection -> !detection.fact("suspects").isEmpty());
  }

  /** Each detection's first suspect, and who let it through. */
  String suspected(Locale locale) {
    var lines = new ArrayList<String>();
    for (Detection detection : incident.detections()) {
      List<String> suspects = detection.fact("suspects");
      if (!suspects.isEmpty()) {
        String first = "AS" + suspects.getFirst();
        List<String> through = detection.fact("letThrough");
        lines.add(
            through.isEmpty()
                ? say(locale, "text.suspect", first)
                : say(locale, "text.suspect-through", first, systems(through, locale)));
      }
    }
    lines.add(say(locale, "text.suspect-note"));
    return lines(lines.stream().distinct().toList());
  }

  private static String systems(List<String> numbers, Locale locale) {
    return numbers.stream()
        .map(number -> "AS" + number)
        .collect(Collectors.joining(say(locale, "list-separator")));
  }

  String scale(Locale locale) {
    Detection main = largest();
    String line =
        say(
            locale,
            "text.scale",
            Figures.number(main.count("routeCount"), locale),
            Figures.number(main.count("originCount"), locale));
    int detections = incident.detections().size();
    return detections == 1
        ? line
        : line + say(locale, "text.scale-more", Integer.toString(detections));
  }

  /** Every service of ours and every one answered for, each with what its users met. */
  List<ServiceImpact> impacts() {
    var impacts =
        new ArrayList<>(incident.impact().map(ImpactAnswer::services).orElseGet(List::of));
    if (operator != null) {
      for (Service service : operator.services()) {
        if (impacts.stream().noneMatch(impact -> impact.service().equals(service.id()))) {
          impacts.add(ServiceImpact.unknown(service.id(), service.category()));
        }
      }
    }
    return impacts;
  }

  /** Those of which an answer says a stop or a degradation. */
  List<ServiceImpact> counted() {
    return impacts().stream()
        .filter(impact -> impact.kind().stopOrDegradation() == Truth.YES)
        .toList();
  }

  boolean impactKnown() {
    return impacts().stream().anyMatch(impact -> impact.kind() != Impact.UNKNOWN);
  }

  /** Whether every service was answered for, and none was affected. */
  boolean nobodyAffected() {
    List<ServiceImpact> impacts = impacts();
    return !impacts.isEmpty() && impacts.stream().allMatch(impact -> impact.kind() == Impact.NONE);
  }

  String impact(Locale locale) {
    return lines(impacts().stream().map(impact -> impact(impact, locale)).toList());
  }

  private String impact(ServiceImpact impact, Locale locale) {
    String service = serviceName(impact.service(), locale);
    String what = say(locale, "text.impact." + impact.kind(), service);
    if (impact.kind() == Impact.UNKNOWN || impact.kind() == Impact.NONE) {
      return what;
    }
    var line = new StringBuilder(what);
    Interval began = impact.began();
    if (began != null) {
      line.append(say(locale, "text.impact-began", moment(began, locale)));
    }
    line.append(
        impact.ongoing()
            ? say(locale, "text.impact-goes-on")
            : say(locale, "text.impact-lasted", duration(impact, locale)));
    return line.toString();
  }

  String duration(ServiceImpact impact, Locale locale) {
    return LawWords.in(locale).duration(impact.minutes().times(SECONDS_PER_MINUTE));
  }

  String users(Locale locale) {
    return lines(
        impacts().stream()
            .filter(impact ->
                impact.kind().stopOrDegradation() == Truth.YES
                    || impact.kind() == Impact.HARD_TO_CONNECT)
            .map(impact -> users(impact, locale))
            .toList());
  }

  private String users(ServiceImpact impact, Locale locale) {
    String service = serviceName(impact.service(), locale);
    if (impact.users().isUnknown()) {
      return say(locale, "text.users-unknown", service);
    }
    String users = LawWords.in(locale).users(impact.users());
    return say(locale, impact.ongoing() ? "text.users-growing" : "text.users", service, users);
  }

  /** How the answerer found the number of users, where that was said. */
  String basis(Locale locale) {
    return lines(
        impacts().stream()
            .filter(impact -> !impact.basis().isBlank())
            .map(impact ->
                say(
                    locale,
                    "text.of-service",
                    serviceName(impact.service(), locale),
                    impact.basis()))
            .toList());
  }

  String serviceName(String id, Locale locale) {
    return Optional.ofNullable(operator)
        .flatMap(known -> known.service(id))
        .map(service -> service.name().in(DraftMessages.spoken(locale)))
        .orElse(id);
  }

  /** The first of our desks of one of these roles, those named first before others. */
  Optional<Contact> contact(Audience audience, List<ContactRole> roles) {
    return Optional.ofNullable(operator).stream()
        .flatMap(known -> known.recipients(audience).stream())
        .filter(contact -> contact.neighbour() == null && roles.contains(contact.role()))
        .min(Comparator.comparingInt(contact -> roles.indexOf(contact.role())));
  }

  static String contact(Contact contact, Locale locale) {
    var lines = new ArrayList<String>();
    lines.add(contact.name().in(DraftMessages.spoken(locale)));
    String mail = contact.mail();
    String phone = contact.phone();
    if (mail != null) {
      lines.add(say(locale, "text.mail", mail));
    }
    if (phone != null) {
      lines.add(say(locale, "text.phone", phone));
    }
    return lines(lines);
  }

  static String moment(Interval at, Locale locale) {
    return LawWords.in(locale).moment(at);
  }

  static String lines(List<String> lines) {
    return String.join("\n", lines);
  }
}

package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.both;
import static jp.anshin.incident.draft.DraftMessages.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.GivenNotice;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.impact.BelievedAnswer;
import jp.anshin.incident.impact.CountedImpact;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Determination;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an incident, as words for drafts.
 *
 * @param incident what it is about
 * @param determination what the law says, or null when nothing was judged yet
 * @param judged what it judged by, or null where nobody asks for user-hours
 * @param operator who we are that day, or null when nobody has said
 * @param asOf event time as of which all is told
 * @param names of codes that were chosen
 */
record DraftFacts(
    Incident incident,
    @Nullable Determination determination,
    @Nullable AccidentFacts judged,
    @Nullable Operator operator,
    Instant asOf,
    CodeNames names) {

  /** The same as an account, from which reports are written. */
  AccidentAccount account() {
    var told = new HashMap<String, Told>();
    List<String> statements = statements();
    told.put(
        "occurred-at",
        new Told(
            both(locale ->
                say(
                    locale,
                    seen("text.impact-since-unknown"),
                    moment(incident.startedAt(), locale))),
            true,
            answersOrStatements()));
    told.put(
        "restoration",
        new Told(
            both(locale -> say(locale, seen("text.routes-state"), state(locale))),
            true,
            answersOrStatements()));
    told.put("situation", new Told(both(this::situation), true, statements));
    // What was restored is told as in the situation; when users were is for an answer to say.
    incident
        .restoredAt()
        .ifPresent(at ->
            told.put(
                "restored-at",
                new Told(
                    both(locale -> say(locale, usersAfterRestoration(), Figures.time(at, locale))),
                    false,
                    answersOrStatements())));
    incident
        .byPerson()
        .ifPresentOrElse(stated -> addStated(stated, told), () -> addRoutes(told, statements));
    addNotices("web-notice", channel -> channel != NoticeChannel.PRESS, told);
    addNotices("press", channel -> channel == NoticeChannel.PRESS, told);
    incident.impact().ifPresent(answer -> addSaid(answer, told));
    addCriticalFacility(told);
    List<CountedImpact> impacts = CountedImpact.of(incident, operator);
    return new AccidentAccount(
        incident.simulated(),
        both(this::what),
        incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate(),
        asOf,
        impacts.stream().map(CountedImpact::impact).toList(),
        Map.of(),
        operator,
        determination,
        area(),
        told,
        answersOrStatements(),
        impacts.stream()
            .filter(each -> !each.counts().isEmpty())
            .collect(Collectors.toMap(each -> each.impact().service(), Function.identity())),
        judged == null ? Map.of() : ServiceOutage.userSeconds(incident, judged, operator, asOf));
  }

  /** Where what is wrong is routing, no equipment of ours is known to have failed. */
  private void addRoutes(Map<String, Told> told, List<String> statements) {
    told.put(
        "equipment-place",
        new Told(both(locale -> say(locale, "text.equipment-place")), false, List.of()));
    if (suspectsSomeone()) {
      told.put("cause", new Told(both(this::cause), true, statements));
    }
  }

  private void addStated(Detection stated, Map<String, Told> told) {
    statedCause(stated).ifPresent(cause -> told.put("cause", cause));
    if (!stated.fact(PersonStatement.SUMMARY).isEmpty()) {
      told.put("summary", new Told(both(locale -> summary(stated, locale)), true, statements()));
    }
  }

  /** As the list says it, with whose equipment it was. */
  private static String summary(Detection stated, Locale locale) {
    String words = stated.fact(PersonStatement.SUMMARY).getFirst();
    return stated.fact(PersonStatement.OWNER).stream()
        .findFirst()
        .map(owner -> words + say(locale, "text.of-owner", owner))
        .orElse(words);
  }

  /** Who said what happened need not know why: that is told as said, and the item stays open. */
  private Optional<Told> statedCause(Detection stated) {
    List<String> written = stated.fact(PersonStatement.CAUSE);
    if (!written.isEmpty()) {
      return Optional.of(new Told(LocalizedText.asWritten(written.getFirst()), true, statements()));
    }
    boolean saysWhy = PersonStatement.of(stated).kind().saysWhy();
    return saysWhy
        ? Optional.of(
            new Told(
                both(locale -> say(locale, "text.cause-stated", incident.kinds().in(locale))),
                false,
                statements()))
        : Optional.empty();
  }

  /** What it is: as a person titled it, else which routing went wrong. */
  private String what(Locale locale) {
    return incident
        .byPerson()
        .map(stated -> stated.subject().key())
        .orElseGet(() -> say(locale, "text.what-routes", incident.kinds().in(locale)));
  }

  /** The sentence of that key, or the one of what no sensor sees but a person stated. */
  private String seen(String key) {
    return incident.byPerson().isPresent() ? key + "-stated" : key;
  }

  /** When and how users were told, as it was recorded; own rules concern ourselves only. */
  private void addNotices(String item, Predicate<NoticeChannel> by, Map<String, Told> told) {
    List<Notice> given =
        incident.notices().stream()
            .map(GivenNotice::notice)
            .filter(notice -> notice.rule().isEmpty() && by.test(notice.channel()))
            .sorted(Comparator.comparing(Notice::givenAt))
            .toList();
    if (!given.isEmpty()) {
      told.put(
          item,
          new Told(
              both(locale -> lines(given.stream().map(each -> notice(each, locale)).toList())),
              true,
              List.of()));
    }
  }

  private static String notice(Notice given, Locale locale) {
    String way = say(locale, "text.notice." + given.channel());
    return say(
        locale,
        "text.notice",
        Figures.time(given.givenAt(), locale),
        given.place().isBlank() ? way : say(locale, "text.notice.at", way, given.place().strip()));
  }

  /** What a person said of an item takes the place of what else is known of it. */
  private void addSaid(ImpactAnswer answer, Map<String, Told> told) {
    for (String key :
        List.of(
            ImpactFields.EQUIPMENT_PLACE, ImpactFields.WHOLESALE, ImpactFields.CORPORATE_USERS)) {
      answer
          .said(key)
          .ifPresent(said -> told.put(key, told(LocalizedText.asWritten(said.words()))));
    }
    addChosen(answer, ImpactFields.CAUSE_CODE, "cause-code", told);
    addChosen(answer, ImpactFields.FACILITY_CLASS, "facility", told);
  }

  /** Where it failed, or its class says that one did and nobody has said that traffic went on. */
  private void addCriticalFacility(Map<String, Told> told) {
    if (judged == null) {
      return;
    }
    boolean failed = judged.facility() == Truth.YES;
    boolean mayHave =
        judged.facility() == Truth.UNDETERMINED
            && FacilityClass.CRITICAL.equals(judged.facilityClass());
    if (failed || mayHave) {
      told.put(
          Told.CRITICAL_FACILITY,
          Told.criticalFacility(
              judged.facility(), judged.facilitySeconds(), facilityState(judged), answers()));
    }
    if (failed) {
      told.put(
          "occurred-at",
          new Told(both(locale -> moment(judged.occurredAt(), locale)), true, answers()));
    }
  }

  /** Over is what has an upper bound; whoever resumed it or said nothing leaves that open. */
  private Told.FacilityState facilityState(AccidentFacts judged) {
    if (judged.facilityOngoingSince() != null) {
      return Told.FacilityState.GOES_ON;
    }
    boolean over = judged.facilitySeconds().max() != null;
    return over && !incident.mayBeOver()
        ? Told.FacilityState.OVER_THOUGH_INCIDENT_GOES_ON
        : Told.FacilityState.OVER;
  }

  private void addChosen(ImpactAnswer answer, String field, String item, Map<String, Told> told) {
    answer.said(field).stream()
        .flatMap(said -> said.codes().stream())
        .forEach(code -> told.put(item, told(names.of(field, code))));
  }

  private Told told(LocalizedText text) {
    return new Told(text, true, answers());
  }

  /** Where users were affected, as somebody said; empty while nobody has. */
  private SortedSet<Prefecture> area() {
    var area = new TreeSet<Prefecture>();
    incident.impact().flatMap(answer -> answer.said(ImpactFields.AREA)).stream()
        .flatMap(said -> said.codes().stream())
        .flatMap(code -> Prefecture.ofCode(Integer.parseInt(code)).stream())
        .forEach(area::add);
    return area;
  }

  List<String> answersOrStatements() {
    return answers().isEmpty() ? statements() : answers();
  }

  String situation(Locale locale) {
    return incident
        .byPerson()
        .map(stated ->
            say(
                locale,
                "text.situation-stated",
                stated.subject().key(),
                incident.kinds().in(locale),
                state(locale)))
        .orElseGet(() -> say(locale, "text.situation", incident.kinds().in(locale), state(locale)));
  }

  private String cause(Locale locale) {
    return say(locale, "text.cause", incident.kinds().in(locale), suspected(locale));
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
        .orElseGet(() -> say(locale, unrestored()));
  }

  /** Key of what is known of users once the rest is restored. */
  private String usersAfterRestoration() {
    return seen(goesOnForUsers() ? "text.users-go-on" : "text.users-restored-open");
  }

  /** Whether the answer says that users still meet something. */
  private boolean goesOnForUsers() {
    return BelievedAnswer.of(incident, operator).stream()
        .flatMap(answer -> answer.services().stream())
        .anyMatch(ServiceImpact::goesOn);
  }

  /** Key of what is said of what nobody has called restored. */
  private String unrestored() {
    return incident.isEndUnknown() ? "text.end-unknown" : "text.goes-on";
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
            at -> lines.add(say(locale, seen("text.response.restored"), Figures.time(at, locale))));
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

  List<ServiceImpact> impacts() {
    return account().everyService();
  }

  boolean impactKnown() {
    return impacts().stream().anyMatch(impact -> impact.kind() != Impact.UNKNOWN);
  }

  String impact(Locale locale) {
    var words = new AccountWords(account());
    return words.eachOf(impacts(), impact -> impact(impact, words, locale));
  }

  private static String impact(ServiceImpact impact, AccountWords words, Locale locale) {
    String service = words.serviceName(impact.service(), locale);
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
            : say(locale, "text.impact-lasted", words.duration(impact, locale)));
    return line.toString();
  }

  static String moment(Interval at, Locale locale) {
    return LawWords.in(locale).moment(at);
  }

  static String lines(List<String> lines) {
    return String.join("\n", lines);
  }
}

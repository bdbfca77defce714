package jp.anshin.incident;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.incident.IncidentEvent.DutyReportWithdrawn;
import jp.anshin.incident.IncidentEvent.DutyReported;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentClosed;
import jp.anshin.incident.IncidentEvent.IncidentGrew;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentEvent.IncidentReopened;
import jp.anshin.incident.IncidentEvent.IncidentRestored;
import jp.anshin.incident.IncidentEvent.IncidentResumed;
import jp.anshin.incident.IncidentEvent.NoteWritten;
import jp.anshin.incident.IncidentEvent.NoticeGiven;
import jp.anshin.incident.IncidentEvent.UsersCounted;
import jp.anshin.incident.TimelineEntry.Kind;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.LiveCounts;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Figures;
import jp.anshin.law.words.LawWords;

/** Headline and timeline lines made from facts, in both languages. */
final class Narration {

  private static final String ROUTE_COUNT = "routeCount";

  private static final String DUTY_REPORT = "duty-report";

  private Narration() {}

  static List<TimelineEntry> of(IncidentOpened event) {
    Detection first = event.first();
    var entries = new ArrayList<TimelineEntry>();
    entries.add(started(first));
    entries.add(
        new TimelineEntry(
            first.detectedAt(),
            Kind.DETECTED,
            PersonStatement.is(first)
                ? say("reported", l -> headline(first, l))
                : say("detected", l -> kinds(first, l), l -> headline(first, l)),
            PersonStatement.by(first),
            cause(first)));
    if (first.hasEnded()) {
      entries.add(ended(first));
    }
    return entries;
  }

  static TimelineEntry started(Detection detection) {
    return new TimelineEntry(
        detection.startedAt().earliest(),
        Kind.STARTED,
        say("started", l -> kinds(detection, l)),
        PersonStatement.by(detection),
        cause(detection));
  }

  /** Only a doubling, a new kind or a new detection is a line: a surge is restated every second. */
  static List<TimelineEntry> of(IncidentGrew event, Incident before) {
    Detection now = event.restated();
    Optional<Detection> earlier = before.detection(now.id());
    if (earlier.isEmpty()) {
      return List.of(
          line(now, Kind.GREW, say("joined", l -> kinds(now, l), l -> headline(now, l))));
    }
    Detection then = earlier.get();
    if (now.hasEnded() && !then.hasEnded()) {
      return List.of(ended(now));
    }
    if (PersonStatement.is(now)) {
      return corrected(then, now);
    }
    boolean worthALine =
        Long.highestOneBit(now.count(ROUTE_COUNT)) > Long.highestOneBit(then.count(ROUTE_COUNT))
            || !now.kinds().equals(then.kinds());
    return worthALine
        ? List.of(
            line(
                now,
                Kind.GREW,
                say("grew", l -> kinds(now, l), l -> Figures.number(now.count(ROUTE_COUNT), l))))
        : List.of();
  }

  /** A restatement that does not move the restoration is no line. */
  static List<TimelineEntry> of(IncidentRestored event, Incident before) {
    Detection now = event.last();
    return before
        .detection(now.id())
        .filter(then -> Objects.equals(then.endedAt(), now.endedAt()))
        .map(then -> PersonStatement.is(now) ? corrected(then, now) : List.<TimelineEntry>of())
        .orElseGet(() -> List.of(ended(now)));
  }

  /** What a person says instead of what was said before; nothing when it is the same. */
  private static List<TimelineEntry> corrected(Detection then, Detection now) {
    LocalizedText changes = both(locale -> changes(then, now, locale));
    return changes.japanese().isEmpty()
        ? List.of()
        : List.of(line(now, Kind.CORRECTED, say("corrected", changes::in)));
  }

  private static String changes(Detection then, Detection now, Locale locale) {
    var changes = new ArrayList<String>();
    addChange(changes, then.subject().key(), now.subject().key(), "title", locale);
    addChange(changes, kinds(then, locale), kinds(now, locale), "kind", locale);
    LawWords words = LawWords.in(locale);
    addChange(
        changes, words.moment(then.startedAt()), words.moment(now.startedAt()), "start", locale);
    return String.join(bundle(locale).getString("corrected.joined"), changes);
  }

  private static void addChange(
      List<String> changes, String then, String now, String what, Locale locale) {
    if (!then.equals(now)) {
      changes.add(text("corrected." + what, locale, then, now));
    }
  }

  static List<TimelineEntry> of(IncidentResumed event) {
    Detection again = event.again();
    String key = PersonStatement.is(again) ? "resumed.reported" : "resumed";
    return List.of(line(again, Kind.RESUMED, say(key, l -> kinds(again, l))));
  }

  static List<TimelineEntry> of(ImpactAnswered event) {
    var answer = event.answer();
    return List.of(
        new TimelineEntry(
            event.at(),
            Kind.IMPACT_ANSWERED,
            say("answered", l -> Integer.toString(answer.version())),
            answer.answeredBy(),
            "impact answer " + answer.version()));
  }

  /** The first count of a service, and one of twice or half the last: others are in the chart. */
  static List<TimelineEntry> of(UsersCounted event, Incident before) {
    var entries = new ArrayList<TimelineEntry>();
    var last = new HashMap<String, Long>();
    for (CountedUsers count : event.counts()) {
      Long earlier = last.get(count.service());
      if (earlier == null) {
        earlier =
            LiveCounts.last(before.counts(), count.service())
                .map(known -> known.said().estimate())
                .orElse(null);
      }
      last.put(count.service(), count.estimate());
      if (earlier == null || Long.highestOneBit(earlier) != Long.highestOneBit(count.estimate())) {
        entries.add(counted(event, count));
      }
    }
    return entries;
  }

  private static TimelineEntry counted(UsersCounted event, CountedUsers count) {
    return new TimelineEntry(
        count.at(),
        Kind.COUNTED,
        say("counted", l -> count.service(), l -> Figures.number(count.estimate(), l)),
        event.by(),
        "count");
  }

  static List<TimelineEntry> of(NoticeGiven event) {
    Notice notice = event.notice();
    String key = notice.rule().isEmpty() ? "notice" : "own-rule";
    return List.of(
        new TimelineEntry(
            notice.givenAt(),
            Kind.NOTICE,
            say(
                key,
                l -> bundle(l).getString("channel." + notice.channel()),
                l -> notice.rule(),
                l -> told(notice)),
            event.by(),
            "notice"));
  }

  private static String told(Notice notice) {
    return Stream.of(notice.place(), notice.words())
        .filter(part -> !part.isEmpty())
        .map(part -> " " + part)
        .collect(Collectors.joining());
  }

  static List<TimelineEntry> of(DutyReported event) {
    Sending sending = event.sending();
    return List.of(
        new TimelineEntry(
            sending.sentAt(),
            Kind.DUTY_REPORT,
            say(
                "duty-report",
                event.title()::in,
                l -> bundle(l).getString("sending." + sending.channel()),
                l -> sending.recipient()),
            event.by(),
            DUTY_REPORT));
  }

  static List<TimelineEntry> of(DutyReportWithdrawn event, DutyReport wrong) {
    return List.of(
        new TimelineEntry(
            event.at(),
            Kind.DUTY_REPORT,
            say("duty-report.withdrawn", wrong.title()::in, l -> event.why()),
            event.by(),
            DUTY_REPORT));
  }

  static List<TimelineEntry> of(NoteWritten event) {
    return List.of(
        new TimelineEntry(
            event.at(), Kind.NOTE, LocalizedText.asWritten(event.words()), event.by(), "note"));
  }

  static List<TimelineEntry> of(IncidentClosed event) {
    return List.of(new TimelineEntry(event.at(), Kind.CLOSED, say("closed"), event.by(), "close"));
  }

  static List<TimelineEntry> of(IncidentReopened event) {
    return List.of(
        new TimelineEntry(
            event.at(), Kind.REOPENED, say("reopened", l -> event.why()), event.by(), "reopen"));
  }

  static LocalizedText headline(List<Detection> detections) {
    Detection main = detections.getFirst();
    for (Detection each : detections) {
      main = each.count(ROUTE_COUNT) > main.count(ROUTE_COUNT) ? each : main;
    }
    Detection chosen = main;
    return detections.size() == 1
        ? both(locale -> headline(chosen, locale))
        : say(
            "headline.more",
            l -> headline(chosen, l),
            l -> Integer.toString(detections.size() - 1));
  }

  static LocalizedText kinds(List<Detection> detections) {
    var kinds = new TreeSet<String>();
    detections.forEach(detection -> kinds.addAll(detection.kinds()));
    return both(locale -> kinds(kinds, locale));
  }

  private static String headline(Detection detection, Locale locale) {
    if (PersonStatement.is(detection)) {
      return text("headline.reported", locale, detection.subject().key(), kinds(detection, locale));
    }
    long routes = detection.count(ROUTE_COUNT);
    return routes == 0
        ? text(
            "headline.without-routes", locale, subject(detection, locale), kinds(detection, locale))
        : text(
            "headline",
            locale,
            subject(detection, locale),
            kinds(detection, locale),
            Figures.number(routes, locale),
            routes);
  }

  private static String subject(Detection detection, Locale locale) {
    String key = "subject." + detection.subject().kind();
    return bundle(locale).containsKey(key)
        ? text(key, locale, (Object[]) detection.subject().key().split(">", -1))
        : detection.subject().key() + " ";
  }

  private static String kinds(Detection detection, Locale locale) {
    return kinds(detection.kinds(), locale);
  }

  private static String kinds(SortedSet<String> kinds, Locale locale) {
    ResourceBundle bundle = bundle(locale);
    return kinds.stream()
        .map(kind -> bundle.containsKey("kind." + kind) ? bundle.getString("kind." + kind) : kind)
        .collect(Collectors.joining(bundle.getString("kind.joined")));
  }

  private static TimelineEntry ended(Detection detection) {
    var at = detection.endedAt() == null ? detection.restatedAt() : detection.endedAt();
    return new TimelineEntry(
        at,
        Kind.RESTORED,
        say("restored", l -> kinds(detection, l), l -> Figures.time(at, l)),
        PersonStatement.by(detection),
        cause(detection));
  }

  private static TimelineEntry line(Detection detection, Kind kind, LocalizedText text) {
    return new TimelineEntry(
        detection.restatedAt(), kind, text, PersonStatement.by(detection), cause(detection));
  }

  private static String cause(Detection detection) {
    return detection.id() + " revision " + detection.revision();
  }

  @SafeVarargs
  private static LocalizedText say(String key, Function<Locale, String>... parts) {

    return both(locale -> {
      var words = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        words[i] = parts[i].apply(locale);
      }
      return text(key, locale, words);
    });
  }

  private static LocalizedText both(Function<Locale, String> sentence) {
    return new LocalizedText(sentence.apply(Locale.JAPANESE), sentence.apply(Locale.ENGLISH));
  }

  private static String text(String key, Locale locale, Object... parts) {
    return new MessageFormat(bundle(locale).getString(key), locale).format(parts);
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("jp.anshin.incident.narration", locale);
  }
}

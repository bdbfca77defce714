package jp.anshin.server.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.law.Figures;
import jp.anshin.law.Verdict;
import jp.anshin.server.alerts.Call.Course;
import jp.anshin.server.alerts.CallStore.Known;
import jp.anshin.server.alerts.Size.Worse;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Calls people when something is detected, and again when it is worse than they know. Incidents are
 * compared with what was told of them, so that nothing is lost by a kill, and the room of incidents
 * never waits for this one. Simulated ones, and rows of a list, wake nobody.
 */
@Service
class Detections {

  /** What came again and has not gone after so long is there to stay. */
  static final Duration SETTLED = Duration.ofMinutes(5);

  /** Growth is told no more often: a leak grows a thousandfold within a minute. */
  static final Duration GROWTH_PAUSE = Duration.ofMinutes(1);

  /** However often it comes and goes, after so long it rings anew. */
  static final Duration QUIET_MAX = Duration.ofHours(24);

  /**
   * Of what came again without ringing people are told when it was so often, and twice so often…
   */
  private static final int TIMES_TOLD = 4;

  /** What began and ended while nobody looked is told when it is no older. */
  private static final Duration SHORT_TOLD = Duration.ofHours(24);

  /** At the start those are looked at that may have changed before the end. */
  private static final int LATEST = 200;

  private static final int SERIES_CHARACTERS_MAX = 200;
  private static final Logger LOG = LoggerFactory.getLogger(Detections.class);

  private final CallStore store;
  private final Calls calls;
  private final Alerts alerts;
  private final Incidents incidents;
  private final Determinations determinations;
  private final PlannedWorks planned;
  private final Clock clock;
  private final Duration merge;
  private final Set<IncidentId> changed = ConcurrentHashMap.newKeySet();

  Detections(
      CallStore store,
      Calls calls,
      Alerts alerts,
      Incidents incidents,
      Determinations determinations,
      PlannedWorks planned,
      Clock clock,
      AlertOptions options) {
    this.store = store;
    this.calls = calls;
    this.alerts = alerts;
    this.incidents = incidents;
    this.determinations = determinations;
    this.planned = planned;
    this.clock = clock;
    this.merge = options.onCall().merge();
    incidents.watch(changed::add);
    incidents.latest(LATEST).stream().map(IncidentSummary::id).forEach(changed::add);
  }

  /** Looks at what has changed, and at what came again a while ago. */
  void look() {
    for (IncidentId id : Set.copyOf(changed)) {
      changed.remove(id);
      look(id);
    }
    for (Call call : store.due(clock.instant())) {
      IncidentId incident = call.incident();
      if (call.course().quiet() && incident != null) {
        look(incident);
      }
    }
  }

  /** Looks at everything that goes on: time alone may make it worse. */
  void lookAtAll() {
    incidents.open().forEach(each -> look(each.id()));
  }

  private void look(IncidentId id) {
    try {
      incidents
          .find(id)
          .filter(incident -> !incident.simulated())
          .filter(incident -> !isOfList(incident))
          .ifPresent(incident -> calls.changing(() -> looked(incident)));
    } catch (RuntimeException failure) {
      changed.add(id);
      LOG.warn("incident {} could not be told", id, failure);
    }
  }

  /** What stands in a list is looked at by whoever read the list in. */
  private static boolean isOfList(Incident incident) {
    return PersonStatement.isListed(incident.detections().getFirst());
  }

  private Incident looked(Incident incident) {
    Instant now = clock.instant();
    boolean goesOn = incident.status() == IncidentStatus.OPEN;
    Optional<Known> known = store.of(incident.id());
    if (known.isEmpty()) {
      if (isPlanned(incident, now)) {
        return incident;
      }
      if (goesOn) {
        begun(incident, now);
      } else {
        wasShort(incident, now);
      }
    } else {
      Call call = known.get().call();
      boolean isOver = call.state() == Call.State.OVER;
      if (goesOn && (isOver || openings(incident) > known.get().openings())) {
        again(incident, call, now);
      } else if (goesOn) {
        goesOn(incident, call, now);
      } else if (!isOver && incident.id().equals(call.incident())) {
        ended(incident, call, now);
      }
    }
    return incident;
  }

  /** What work explains calls nobody before the work is over; what goes on then does. */
  private boolean isPlanned(Incident incident, Instant now) {
    Instant at = incident.restoredAt().orElse(now);
    return planned.explaining(incident).filter(work -> at.isBefore(work.until())).isPresent();
  }

  private void begun(Incident incident, Instant now) {
    Optional<Call> before = store.lastOf(series(incident));
    if (before.isPresent()) {
      again(incident, before.get(), now);
    } else {
      ring(null, incident, now, "detection.new");
    }
  }

  /** It came again: within a while it is the same thing, and rings only when it is worse. */
  private void again(Incident incident, Call call, Instant now) {
    Course course = call.course();
    boolean same =
        !course.lastAt().plus(merge).isBefore(now) && course.toldAt().plus(QUIET_MAX).isAfter(now);
    Optional<Worse> worse = size(incident).worseThan(call.size());
    if (!same) {
      ring(null, incident, now, "detection.new");
    } else if (worse.isPresent()) {
      ring(call, incident, now, "detection." + worse.get());
    } else {
      merged(incident, call.about(incident.id()).with(course.again(now, now.plus(SETTLED))), now);
    }
  }

  private void merged(Incident incident, Call call, Instant now) {
    Runnable beside = () -> store.keep(incident.id(), call.id(), openings(incident));
    int times = call.course().times();
    if (times >= TIMES_TOLD && Integer.bitCount(times) == 1) {
      Call told = call.with(call.course().counted());
      calls.tell(told, words(incident, now, told, "detection.times"), beside);
    } else {
      calls.keep(call, beside);
    }
  }

  private void goesOn(Incident incident, Call call, Instant now) {
    Course course = call.course();
    Instant next = course.nextAt();
    Optional<Worse> worse =
        size(incident)
            .worseThan(call.size())
            .filter(how -> how != Worse.GROWN || !course.toldAt().plus(GROWTH_PAUSE).isAfter(now));
    if (worse.isPresent()) {
      ring(call, incident, now, "detection." + worse.get());
    } else if (course.quiet() && next != null && !next.isAfter(now)) {
      ring(call, incident, now, "detection.again");
    }
  }

  /** What came again without ringing goes without ringing; so does what a person closed. */
  private void ended(Incident incident, Call call, Instant now) {
    Call over = call.with(call.course().over(now));
    if (call.course().quiet() || incident.status() == IncidentStatus.CLOSED) {
      calls.keep(over, () -> {});
    } else {
      calls.tell(over, words(incident, now, over, "detection.restored"), () -> {});
    }
  }

  /** Nobody is called for what is over, but it is told; not what people only wrote down. */
  private void wasShort(Incident incident, Instant now) {
    boolean told =
        incident.status() == IncidentStatus.RESTORED
            && incident.byPerson().isEmpty()
            && incident.openedAt().plus(SHORT_TOLD).isAfter(now);
    if (told) {
      String key = incident.id() + " short";
      alerts.raise(words(incident, now, null, key, List.of("detection.short"), false));
    }
  }

  private void ring(@Nullable Call before, Incident incident, Instant now, String how) {
    String key =
        before == null
            ? incident.id() + " " + now
            : Calls.key(before, before.course().tellings() + 1);
    Size size = size(incident);
    boolean isNew = size.serious() && (before == null || !before.size().serious());
    calls.ring(
        before,
        series(incident),
        words(incident, now, before, key, isNew ? serious(how) : List.of(how), true),
        size,
        call -> store.keep(incident.id(), call.id(), openings(incident)));
  }

  /** That it is a serious accident is told whatever else is, also when it is told first. */
  private static List<String> serious(String how) {
    String serious = "detection." + Worse.SERIOUS;
    return how.equals(serious) ? List.of(how) : List.of(how, serious);
  }

  private Size size(Incident incident) {
    boolean serious =
        determinations
            .latest(incident.id())
            .filter(each -> each.determination().verdict() == Verdict.SERIOUS)
            .isPresent();
    return Size.of(incident, serious);
  }

  /** How often it has begun. */
  private static int openings(Incident incident) {
    return 1
        + (int)
            incident.timeline().stream()
                .filter(entry -> entry.kind() == TimelineEntry.Kind.RESUMED)
                .count();
  }

  /**
   * What it is about: the same subject with the same kinds is the same thing. What people report
   * under one title twice is two things.
   */
  private static String series(Incident incident) {
    Detection first = incident.detections().getFirst();
    if (PersonStatement.is(first)) {
      return first.sensor() + " " + incident.id();
    }
    String whole =
        first.sensor()
            + " "
            + String.join("+", first.kinds())
            + " "
            + first.subject().kind()
            + " "
            + first.subject().key();
    return whole.length() <= SERIES_CHARACTERS_MAX ? whole : Calls.idOf(whole);
  }

  /** What is told beside a call, when it is as that. */
  private static Alert words(Incident incident, Instant now, Call told, String how) {
    String key = Calls.key(told, told.course().tellings());
    return words(incident, now, told, key, List.of(how), false);
  }

  private static Alert words(
      Incident incident,
      Instant now,
      @Nullable Call call,
      String key,
      List<String> how,
      boolean urgent) {
    LocalizedText subject =
        AlertWords.both(locale ->
            AlertWords.in(
                locale,
                "detection.subject",
                incident.headline().in(locale),
                how.stream()
                    .map(each -> AlertWords.in(locale, each))
                    .reduce((one, other) -> AlertWords.in(locale, "detection.and", one, other))
                    .orElseThrow()));
    return new Alert(
        Alert.Kind.DETECTION,
        null,
        key,
        "detection " + incident.id(),
        null,
        now,
        urgent,
        incident.id(),
        "/incidents/" + incident.id(),
        subject,
        AlertWords.both(locale -> subject.in(locale) + "\n\n" + text(incident, call, locale)));
  }

  private static String text(Incident incident, @Nullable Call call, Locale locale) {
    var lines = new StringBuilder();
    lines
        .append(AlertWords.in(locale, "line.kinds", incident.kinds().in(locale)))
        .append('\n')
        .append(
            AlertWords.in(
                locale, "line.began", Figures.time(incident.startedAt().earliest(), locale)));
    incident
        .restoredAt()
        .ifPresent(at ->
            lines
                .append('\n')
                .append(AlertWords.in(locale, "line.restored", Figures.time(at, locale))));
    if (call != null && call.course().times() > 0) {
      lines
          .append('\n')
          .append(
              AlertWords.in(
                  locale,
                  "line.times",
                  Figures.time(call.course().openedAt(), locale),
                  call.course().times()));
    }
    return lines.toString();
  }
}

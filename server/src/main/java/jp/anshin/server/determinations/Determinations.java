package jp.anshin.server.determinations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
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
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.impact.HitServices;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.OperatorDays;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.law.Edition;
import jp.anshin.law.Figures;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.server.determinations.IncidentDetermined.Occasion;
import jp.anshin.server.incidents.IncidentChanged;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.rulebooks.Rulebooks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Determinations of incidents: judged whenever something happens that can change them, and by
 * passing time while something goes on. A version is kept only when it says something new, and then
 * for ever.
 */
@Service
public class Determinations {

  /** More incidents than this do not go on at once; the latest come first. */
  static final int REVIEWED_MAX = 200;

  /** What time alone brings about, as the cause of a version. */
  public static final String TIME = "time";

  /** Another operator file or rulebook, as the cause of a version. */
  public static final String JUDGED_ANEW = "judged-anew";

  private static final LocalizedName NOBODY = new LocalizedName("未確認", "unverified");

  private final DeterminationStore store;
  private final Incidents incidents;
  private final OperatorFiles operators;
  private final Rulebooks rulebooks;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  /** Whoever writes a version holds it, so that versions follow each other. */
  private final ReentrantLock judging = new ReentrantLock();

  Determinations(
      DeterminationStore store,
      Incidents incidents,
      OperatorFiles operators,
      Rulebooks rulebooks,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.operators = operators;
    this.rulebooks = rulebooks;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The last kept one, or empty while there is none: the record of what was said when. Of what is
   * in force today ask {@link #inForce}.
   */
  public Optional<Determined> latest(IncidentId incident) {
    return store.latest(incident);
  }

  /** Every kept version, first first. */
  public List<Determined> history(IncidentId incident) {
    return store.all(incident);
  }

  /**
   * The last kept one of every incident that occurred from that day to that day, by day.
   *
   * @param first in Japan
   * @param last in Japan
   */
  public List<Determined> occurred(LocalDate first, LocalDate last) {
    return store.occurred(first, last);
  }

  /**
   * Incidents that occurred in these days and were ever said to be serious: whoever was told so may
   * have to be told that they are not.
   *
   * @param first in Japan
   * @param last in Japan
   */
  public Set<IncidentId> onceSerious(LocalDate first, LocalDate last) {
    return store.onceSerious(first, last);
  }

  /**
   * Day in Japan on which the first known incident occurred; empty while there is none.
   *
   * @param simulated among the simulated ones, or among the real ones
   */
  public Optional<LocalDate> firstDay(boolean simulated) {
    return store.firstDay(simulated);
  }

  /**
   * What the law says at the incident's present moment, with what has elapsed by then, by the
   * operator file and rulebook of today. It is not kept and has version 0. Time does not go on for
   * what was closed while it went on: that is judged as of the moment it was kept last.
   */
  public Determined now(Incident incident) {
    Determined present = judge(incident, presentOf(incident), TIME);
    boolean closedMeanwhile =
        incident.status() == IncidentStatus.CLOSED && present.facts().goesOn();
    return closedMeanwhile
        ? latest(incident.id()).map(kept -> judge(incident, kept.madeAt(), TIME)).orElse(present)
        : present;
  }

  /** The same, and where the kept one says just that, the kept one. */
  public Determined inForce(Incident incident) {
    Determined now = now(incident);
    return latest(incident.id()).filter(kept -> isTheSame(kept, now)).orElse(now);
  }

  /**
   * Who we were on the day it began, in Japanese time, as far as anybody has said; with services
   * that we have since a day on which it goes on, and those that were answered as hit and are not
   * in the file.
   */
  public Optional<Operator> operator(Incident incident) {
    return days(incident).map(days -> HitServices.with(days.together(), incident));
  }

  private Optional<OperatorDays> days(Incident incident) {
    return OperatorDays.of(incident, presentOf(incident), operators::on);
  }

  /** Id of the edition that is in force on that day in Japan; empty before the first one. */
  public Optional<String> editionOn(LocalDate day) {
    return law().rulebook().editionOn(day).map(Edition::id);
  }

  /** The law by which is judged. */
  public AccidentLaw law() {
    return rulebooks.current().law();
  }

  /**
   * Judges again whatever goes on, because time may have carried it over a threshold, and keeps a
   * new version where that changed the verdict or the duty to report. Simulated incidents are left
   * out: their time is that of the replay.
   */
  public void reviewOpen() {
    for (IncidentId id : store.goingOn(REVIEWED_MAX)) {
      // Read before the incident: if anything is kept meanwhile, this review is void.
      int version = store.latest(id).map(Determined::version).orElse(0);
      incidents
          .find(id)
          .filter(incident -> !incident.simulated())
          .ifPresent(incident -> review(incident, version));
    }
  }

  /**
   * Judges an incident by the operator file and rulebook of today, and keeps a new version where
   * these make a difference: where they say something else of the moment of the last version.
   *
   * @return false when something else was kept meanwhile, so that it is to be done again
   */
  boolean judgeAnew(IncidentId id) {
    // Read before the incident: if anything is kept meanwhile, this is void.
    Optional<Determined> seen = store.latest(id);
    Incident incident = incidents.required(id);
    boolean differs =
        seen.filter(kept -> isTheSame(kept, judge(incident, kept.madeAt(), JUDGED_ANEW))).isEmpty();
    int version = seen.map(Determined::version).orElse(0);
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          holdUntilCommitted();
          if (store.version(id) != version) {
            return false;
          }
          if (differs) {
            keepAnew(incident, version + 1);
          }
          return true;
        }));
  }

  private void keepAnew(Incident incident, int version) {
    Determined now = now(incident);
    Determined said =
        new Determined(
            now.incident(), version, now.madeAt(), JUDGED_ANEW, now.facts(), now.determination());
    store.append(said, goesOn(said, incident));
    events.publishEvent(new IncidentDetermined(incident, said, Occasion.CHANGED));
  }

  /**
   * Incidents that were not closed, and after them those that occurred since that day. Whatever was
   * judged by an earlier operator file or rulebook, and was not kept yet, is kept before.
   */
  List<IncidentId> reaching(LocalDate since) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          holdUntilCommitted();
          return store.reaching(since);
        }));
  }

  @EventListener
  void on(IncidentChanged changed) {
    if (isWorthJudging(changed)) {
      IncidentEvent event = changed.event();
      holdUntilCommitted();
      keep(judge(changed.after(), event.at(), causeOf(event)), changed);
    }
  }

  /** A version that is not committed yet is not seen by who would write the next. */
  private void holdUntilCommitted() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("a determination needs the transaction of its change");
    }
    judging.lock();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            judging.unlock();
          }
        });
  }

  /** A growing surge is restated every second; only what is a line of the timeline is news. */
  private static boolean isWorthJudging(IncidentChanged changed) {
    return switch (changed.event()) {
      case IncidentOpened opened -> true;
      case ImpactAnswered answered -> true;
      case IncidentRestored restored -> true;
      case IncidentResumed resumed -> true;
      case IncidentClosed closed -> true;
      case IncidentReopened reopened -> true;
      case IncidentGrew grew -> {
        String cause = causeOf(grew);
        yield changed.after().timeline().stream().anyMatch(entry -> entry.cause().equals(cause));
      }
      case UsersCounted counted -> true;
      // It changes no judgement, but what drafts tell of users.
      case NoticeGiven given -> true;
      case DutyReported reported -> false;
      case DutyReportWithdrawn withdrawn -> false;
      case NoteWritten note -> false;
    };
  }

  private void keep(Determined judged, IncidentChanged changed) {
    Incident incident = changed.after();
    Optional<Determined> before = store.latest(judged.incident());
    int version = before.map(Determined::version).orElse(0);
    // What rises every minute is shown as of the present moment; kept is what says something else.
    boolean growth =
        // What a person corrects is no growth: it may be another day, and another law.
        (changed.event() instanceof IncidentGrew grew && !PersonStatement.is(grew.restated()))
            || changed.event() instanceof NoticeGiven
            || (changed.event() instanceof UsersCounted && goesOn(judged, incident));
    boolean known =
        before
            .filter(earlier -> growth ? saysTheSame(earlier, judged) : isTheSame(earlier, judged))
            .filter(earlier -> store.goesOn(earlier) == goesOn(judged, incident))
            .isPresent();
    Determined said = numbered(judged, known ? version : version + 1);
    if (!known) {
      store.append(said, goesOn(said, incident));
    }
    events.publishEvent(new IncidentDetermined(incident, said, Occasion.CHANGED));
  }

  private void review(Incident incident, int version) {
    Determined judged = judge(incident, clock.instant(), TIME);
    // The transaction first, then the lock, as where a change is judged: the other order waits for
    // ever.
    transaction.executeWithoutResult(status -> {
      holdUntilCommitted();
      Optional<Determined> before = store.latest(incident.id());
      if (before.map(Determined::version).orElse(0) == version) {
        keepByTime(judged, before, incident);
      }
    });
  }

  private void keepByTime(Determined judged, Optional<Determined> before, Incident incident) {
    int version = before.map(Determined::version).orElse(0);
    boolean changed = before.filter(earlier -> saysTheSame(earlier, judged)).isEmpty();
    Determined said = numbered(judged, changed ? version + 1 : version);
    if (changed) {
      store.append(said, goesOn(said, incident));
    }
    events.publishEvent(
        new IncidentDetermined(
            incident, said, changed ? Occasion.TIME_CHANGED : Occasion.TIME_PASSED));
  }

  private static boolean isTheSame(Determined one, Determined other) {
    return one.facts().equals(other.facts()) && one.determination().equals(other.determination());
  }

  /** By time alone the elapsed seconds always differ; what counts is what is claimed. */
  private static boolean saysTheSame(Determined one, Determined other) {
    Determination first = one.determination();
    Determination second = other.determination();
    return first.verdict() == second.verdict()
        && first.periodic().required() == second.periodic().required();
  }

  private static boolean goesOn(Determined determined, Incident incident) {
    return incident.status() != IncidentStatus.CLOSED && determined.facts().goesOn();
  }

  private Determined judge(Incident incident, Instant at, String cause) {
    Operator operator = operatorOf(incident);
    AccidentLaw law = law();
    OperatorDays days = days(incident).orElseGet(() -> OperatorDays.always(operator));
    AccidentFacts facts = new ImpactFacts(law.rulebook(), operator, days).of(incident, at);
    return new Determined(incident.id(), 0, at, cause, facts, law.determine(facts).asOf(at));
  }

  /** Who we were on the day it began, or one who says nothing. */
  private Operator operatorOf(Incident incident) {
    return operator(incident)
        .orElseGet(() ->
            new Operator(
                incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate(),
                NOBODY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  private Instant presentOf(Incident incident) {
    return incident.presentAt(clock.instant());
  }

  private static Determined numbered(Determined judged, int version) {
    return new Determined(
        judged.incident(),
        version,
        judged.madeAt(),
        judged.causedBy(),
        judged.facts(),
        judged.determination());
  }

  /** What caused it, in the words of the incident's timeline. */
  private static String causeOf(IncidentEvent event) {
    return switch (event) {
      case IncidentOpened opened -> causeOf(opened.first());
      case IncidentGrew grew -> causeOf(grew.restated());
      case IncidentRestored restored -> causeOf(restored.last());
      case IncidentResumed resumed -> causeOf(resumed.again());
      case ImpactAnswered answered -> "impact answer " + answered.answer().version();
      case UsersCounted counted -> "count";
      case NoticeGiven given -> "notice";
      case DutyReported reported -> "duty-report";
      case DutyReportWithdrawn withdrawn -> "duty-report";
      case NoteWritten note -> "note";
      case IncidentClosed closed -> "close";
      case IncidentReopened reopened -> "reopen";
    };
  }

  private static String causeOf(Detection detection) {
    return detection.id() + " revision " + detection.revision();
  }
}

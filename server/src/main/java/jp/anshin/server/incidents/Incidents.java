package jp.anshin.server.incidents;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.Correlation;
import jp.anshin.incident.DutyReport;
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
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.Notice;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReadState;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.CorrectedStart;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.Interruption;
import jp.anshin.incident.impact.Knew;
import jp.anshin.incident.impact.LiveCounts;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Rulebook;
import jp.anshin.operator.Operator;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The incidents of this server. What a method here has returned from is on disk: it survives a kill
 * of the process. One change happens at a time, so that each sees the one before.
 */
@Service
public class Incidents {

  /** Longest note, remark or reason: a person's words, not a file. */
  public static final int WORDS_CHARACTERS_MAX = 20_000;

  /** A notice every ten minutes for a week; a page shows them all. */
  public static final int NOTICES_MAX = 1_000;

  /** There are a handful of other duties; each is reported to few, and sometimes corrected. */
  public static final int DUTY_REPORTS_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

  private static final Set<Class<? extends IncidentEvent>> STATEMENTS =
      Set.of(
          IncidentOpened.class, IncidentGrew.class, IncidentRestored.class, IncidentResumed.class);

  private final IncidentStore store;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Audit audit;
  private final Clock clock;
  private final Simulation simulation;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Consumer<IncidentId>> watchers = new CopyOnWriteArrayList<>();

  /** Those that go on, as the disk has them; null until first asked for. */
  private @Nullable Map<IncidentId, Incident> open;

  Incidents(
      IncidentStore store,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Audit audit,
      Clock clock,
      Simulation simulation) {
    this.store = store;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
    this.simulation = simulation;
  }

  /**
   * Takes a statement of a sensor. A revision that is known, or older than the known one, changes
   * nothing.
   *
   * @return the incident it belongs to, as it is now
   */
  public Incident accept(Detection stated) {
    return changing(() -> {
      Optional<Incident> home = store.homeOf(stated.id()).flatMap(this::current);
      var known = new ArrayList<>(openNow().values());
      home.filter(incident -> incident.status() != IncidentStatus.OPEN).ifPresent(known::add);
      return Correlation.eventOf(known, stated, simulation.isOn())
          .map(event -> apply(event, stated, "sensor:" + stated.sensor(), stated.id().value()))
          .or(() -> home)
          .orElseThrow();
    });
  }

  /**
   * What came of a person's statement.
   *
   * @param incident it opened, or had opened before
   * @param opened whether it was now
   */
  public record Reported(Incident incident, boolean opened) {}

  /**
   * Opens the incident of what a person states; stated again it is the same incident, unchanged.
   *
   * @param first a first revision of {@link PersonStatement}
   * @throws Refusal when its words cannot be kept
   */
  public Reported report(Detection first, String who) {
    return report(first, who, List.of(), Map.of(), "");
  }

  /**
   * The same with what is known of its impact, kept as the first answer: both or neither.
   *
   * @param services empty when nothing is known of any
   * @param said of the event as a whole; without it and without services there is no answer
   */
  public Reported report(
      Detection first,
      String who,
      List<ServiceImpact> services,
      Map<String, Said> said,
      String remark) {
    checkWords(first.subject().key());
    first.facts().values().forEach(values -> values.forEach(Incidents::checkWords));
    checkWords(services, said, remark);
    return changing(() -> {
      Optional<Incident> known = store.homeOf(first.id()).flatMap(this::current);
      if (known.isPresent()) {
        return new Reported(known.get(), false);
      }
      var event = new IncidentOpened(IncidentId.openedBy(first), first, simulation.isOn());
      Incident opened = Incident.opened(event);
      if (services.isEmpty() && said.isEmpty()) {
        keep(() -> append(event, opened, first, who, first.subject().key()));
        return new Reported(settled(opened), true);
      }
      var answered =
          new ImpactAnswered(
              opened.id(), new ImpactAnswer(1, who, timeOf(opened), services, remark, said));
      Incident after = opened.after(answered);
      keep(() -> {
        append(event, opened, first, who, first.subject().key());
        append(answered, after, null, who, remark);
      });
      return new Reported(settled(after), true);
    });
  }

  /**
   * Keeps that what a person stated was over then. Said again, it changes nothing.
   *
   * @param readRevision revision of the statement that person saw
   * @throws Refusal {@code incident.not-by-person} when a sensor stated it, {@code
   *     incident.statement-stale} when somebody was quicker, {@code incident.closed}, or {@code
   *     incident.ends-before-start}
   */
  public Incident restored(
      IncidentId id, int readRevision, Instant endedAt, String who, String why) {
    return restated(
        id,
        readRevision,
        who,
        why,
        (before, at) ->
            endedAt.equals(before.endedAt())
                ? before
                : PersonStatement.over(
                    before, endedAt, who, why, at.isBefore(endedAt) ? endedAt : at));
  }

  /**
   * Keeps that what a person stated goes on after all. Said again, it changes nothing; a closed
   * incident is open again.
   *
   * @throws Refusal as {@link #restored}, or {@code incident.not-restored} when it has not ended
   */
  public Incident resumed(IncidentId id, int readRevision, String who, String why) {
    return restated(
        id,
        readRevision,
        who,
        why,
        (before, at) -> {
          boolean mayBeOver = before.hasEnded() || PersonStatement.isEndUnknown(before);
          // One revision ahead is what the same words have made of what that person saw.
          if (!mayBeOver && before.revision() != readRevision + 1) {
            throw new Refusal("incident.not-restored", id.value());
          }
          return mayBeOver ? PersonStatement.again(before, who, why, at) : before;
        });
  }

  /**
   * Keeps what a person says instead of what was stated. Said again, it changes nothing.
   *
   * @throws Refusal as {@link #restored}
   */
  public Incident correct(
      IncidentId id, int readRevision, PersonStatement statement, String who, String why) {
    checkWords(statement.title());
    return restated(
        id,
        readRevision,
        who,
        why,
        (before, at) ->
            statement.equals(PersonStatement.of(before))
                ? before
                : statement.correcting(before, who, why, at));
  }

  private Incident restated(
      IncidentId id,
      int readRevision,
      String who,
      String why,
      BiFunction<Detection, Instant, Detection> revision) {
    checkWords(why);
    return changing(() -> {
      Incident incident = required(id);
      Detection before =
          incident.byPerson().orElseThrow(() -> new Refusal("incident.not-by-person", id.value()));
      Detection next = revised(before, incident.presentAt(clock.instant()), revision);
      if (next.equals(before)) {
        return incident;
      }
      if (before.revision() != readRevision) {
        throw new Refusal("incident.statement-stale", id.value());
      }
      boolean goesOnAgain = before.hasEnded() && !next.hasEnded();
      if (incident.status() == IncidentStatus.CLOSED && !goesOnAgain) {
        throw new Refusal("incident.closed", id.value());
      }
      IncidentEvent event =
          Correlation.eventOf(List.of(incident), next, incident.simulated()).orElseThrow();
      String changes = changes(before, next, why);
      Optional<ImpactAnswered> asked =
          next.startedAt().equals(before.startedAt())
              ? Optional.empty()
              : askedAnew(incident, next, who, why);
      if (asked.isEmpty()) {
        return apply(event, next, who, changes);
      }
      // The answer first: nobody who knew the new beginning has said what is left of it.
      Incident answered = incident.after(asked.get());
      Incident after = answered.after(event);
      keep(() -> {
        append(asked.get(), answered, null, who, changes);
        append(event, after, next, who, changes);
      });
      return settled(after);
    });
  }

  /** The answer in force without the moments that do not fit to a corrected beginning. */
  private static Optional<ImpactAnswered> askedAnew(
      Incident before, Detection corrected, String who, String why) {
    return before
        .impact()
        .flatMap(answer ->
            CorrectedStart.fitting(answer, corrected.startedAt())
                .map(services ->
                    new ImpactAnswered(
                        before.id(),
                        new ImpactAnswer(
                            answer.version() + 1,
                            who,
                            corrected.restatedAt(),
                            services,
                            why,
                            answer.said(),
                            Confirms.NOTHING))));
  }

  private static Detection revised(
      Detection before, Instant at, BiFunction<Detection, Instant, Detection> revision) {
    try {
      return revision.apply(before, at);
    } catch (IllegalArgumentException endedBeforeItBegan) {
      throw Refusal.because(endedBeforeItBegan, "incident.ends-before-start");
    }
  }

  /** For the audit: what it said before and says now, and why. */
  private static String changes(Detection before, Detection after, String why) {
    var changes = new ArrayList<String>();
    addChange(changes, "title", before.subject().key(), after.subject().key());
    addChange(changes, "kind", before.kinds().first(), after.kinds().first());
    addChange(changes, "start", told(before.startedAt()), told(after.startedAt()));
    addChange(changes, "end", String.valueOf(before.endedAt()), String.valueOf(after.endedAt()));
    if (!why.isBlank()) {
      changes.add(why);
    }
    return String.join("; ", changes);
  }

  private static void addChange(List<String> changes, String what, String before, String after) {
    if (!before.equals(after)) {
      changes.add(what + " " + before + " -> " + after);
    }
  }

  private static String told(Interval interval) {
    return interval.isExact()
        ? interval.earliest().toString()
        : interval.earliest() + ".." + interval.latest();
  }

  /**
   * Keeps a person's answer to the impact question as the version that follows.
   *
   * @param readVersion version of the answer that person saw, 0 when there was none
   * @throws Refusal when there is no such incident, someone answered meanwhile, or the words cannot
   *     be kept
   */
  public Incident answerImpact(
      IncidentId id, int readVersion, String who, List<ServiceImpact> services, String remark) {
    return answerImpact(id, readVersion, who, services, Map.of(), remark);
  }

  /**
   * The same, with what is said of the event as a whole.
   *
   * @param said by key of {@link jp.anshin.incident.impact.ImpactFields#ofEvent}
   */
  public Incident answerImpact(
      IncidentId id,
      int readVersion,
      String who,
      List<ServiceImpact> services,
      Map<String, Said> said,
      String remark) {
    return answer(
        id,
        readVersion,
        incident ->
            new ImpactAnswer(
                readVersion + 1, who, timeOf(incident), services, remark, said, Confirms.ALL));
  }

  /**
   * The same of what that person had read of the incident.
   *
   * @param read how far it had come then; empty where that is not told: then only what had happened
   *     by the version that was read is taken as known, or by when it was opened
   * @throws Refusal also {@code impact.stale} where somebody stated something else of it meanwhile;
   *     counts meanwhile refuse nothing, and are not taken as known
   */
  public Incident answerImpact(
      IncidentId id,
      int readVersion,
      Optional<ReadState> read,
      String who,
      List<ServiceImpact> services,
      Map<String, Said> said,
      String remark) {
    return answer(
        id,
        readVersion,
        incident ->
            new ImpactAnswer(
                readVersion + 1,
                who,
                timeOf(incident),
                services,
                remark,
                said,
                Confirms.knowing(knew(incident, read))));
  }

  private static @Nullable Knew knew(Incident incident, Optional<ReadState> read) {
    ReadState now = incident.state();
    if (read.isPresent()) {
      if (read.get().statements() != now.statements()) {
        throw new Refusal("impact.stale", incident.id().value());
      }
      int counts = read.get().counts();
      return counts < now.counts() ? new Knew(true, counts) : null;
    }
    ReadState then = incident.stateAtAnswer();
    boolean followed =
        incident.impact().filter(last -> last.confirms().equals(Confirms.NOTHING)).isPresent();
    // Who read the version that follows from a correction has read the correction.
    boolean same = now.statements() == then.statements() + (followed ? 1 : 0);
    return same && now.counts() == then.counts() ? null : new Knew(same, then.counts());
  }

  /**
   * Keeps that no service was interrupted or degraded, as one answer for all of them.
   *
   * @param read how far the incident had come when that person read it, as of an answer
   * @param operator who we are on the incident's day
   * @param basis how that is known, in the answerer's words
   * @throws Refusal as {@link #answerImpact}, or {@code incident.interruption-told} where that is
   *     not asked: what users met is answered service by service
   */
  public Incident answerNoInterruption(
      IncidentId id,
      int readVersion,
      Optional<ReadState> read,
      String who,
      Operator operator,
      Rulebook rulebook,
      String basis) {
    return answer(
        id,
        readVersion,
        incident -> {
          List<ServiceImpact> none = Interruption.none(incident, operator, basis);
          if (none.isEmpty() || !Interruption.isAsked(incident, rulebook)) {
            throw new Refusal("incident.interruption-told", id.value());
          }
          return new ImpactAnswer(
              readVersion + 1,
              who,
              timeOf(incident),
              none,
              "",
              Interruption.noneOfEvent(incident.impact().orElse(null), basis),
              Confirms.knowing(knew(incident, read)));
        });
  }

  /**
   * Keeps how many users of one service somebody counted, as the version that follows: all else is
   * copied from the one before, and nobody says it anew.
   *
   * @param counted what that version says of the service
   * @throws Refusal as {@link #answerImpact}, or {@code incident.closed}
   */
  public Incident countInAnswer(IncidentId id, int readVersion, String who, ServiceImpact counted) {
    return answer(
        id,
        readVersion,
        incident -> {
          if (incident.status() == IncidentStatus.CLOSED) {
            throw new Refusal("incident.closed", id.value());
          }
          return counted(incident, who, timeOf(incident), counted);
        });
  }

  private static ImpactAnswer counted(
      Incident incident, String who, Instant at, ServiceImpact counted) {
    Optional<ImpactAnswer> before = incident.impact();
    var services = new ArrayList<>(before.map(ImpactAnswer::services).orElse(List.of()));
    services.replaceAll(each -> each.service().equals(counted.service()) ? counted : each);
    if (!services.contains(counted)) {
      services.add(counted);
    }
    return new ImpactAnswer(
        incident.impactAnswers().size() + 1,
        who,
        at,
        services,
        before.map(ImpactAnswer::remark).orElse(""),
        before.map(ImpactAnswer::said).orElse(Map.of()),
        Confirms.usersOf(counted.service()));
  }

  /**
   * The same at a moment of a replay, which may be later than anything its sensors have stated.
   *
   * @throws IllegalStateException when this server is not simulated: real answers are given now
   */
  public Incident answerImpactOfReplay(
      IncidentId id,
      int readVersion,
      String who,
      List<ServiceImpact> services,
      String remark,
      Instant at) {
    if (!simulation.isOn()) {
      throw new IllegalStateException("an answer of " + at + " outside of a replay");
    }
    return answer(
        id, readVersion, incident -> new ImpactAnswer(readVersion + 1, who, at, services, remark));
  }

  private Incident answer(IncidentId id, int readVersion, Function<Incident, ImpactAnswer> given) {
    return changing(() -> {
      Incident incident = required(id);
      if (incident.impactAnswers().size() != readVersion) {
        throw new Refusal("incident.answer-stale", id.value());
      }
      ImpactAnswer answer = given.apply(incident);
      checkWords(answer.services(), answer.said(), answer.remark());
      return apply(new ImpactAnswered(id, answer), null, answer.answeredBy(), answer.remark());
    });
  }

  /**
   * Keeps a person's note.
   *
   * @throws Refusal when there is no such incident, or the words cannot be kept
   */
  public Incident note(IncidentId id, String who, String words) {
    checkWords(words);
    return changing(
        () -> apply(new NoteWritten(id, timeOf(required(id)), who, words), null, who, words));
  }

  /**
   * Keeps counts of affected users. One that says what was said last about its moment is left out,
   * so that sending it again does no harm. On a closed incident counts can still be restated.
   *
   * @return what was kept, in the order it was sent
   * @throws Refusal when there is no such incident, the words cannot be kept, or there is no room
   *     for so many: {@code incident.counts-full}, nothing of it is kept then
   */
  public List<CountedUsers> countUsers(IncidentId id, String who, List<CountedUsers> counts) {
    counts.forEach(count -> checkWords(count.basis()));
    return changing(() -> {
      Incident incident = required(id);
      List<CountedUsers> news = LiveCounts.news(incident.counts(), counts);
      if (!LiveCounts.haveRoom(incident.counts(), news)) {
        throw new Refusal(
            "incident.counts-full",
            Integer.toString(LiveCounts.SERVICE_MAX),
            Integer.toString(LiveCounts.INCIDENT_MAX));
      }
      if (!news.isEmpty()) {
        apply(new UsersCounted(id, statedAt(incident, news), who, news), null, who, told(news));
      }
      return news;
    });
  }

  /** In a replay what speaks of a moment is stated then, not before. */
  private Instant statedAt(Incident incident, List<CountedUsers> news) {
    Instant present = incident.presentAt(clock.instant());
    return news.stream()
        .map(CountedUsers::at)
        .filter(present::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(present);
  }

  /** For the audit: one count in figures, of several how many. */
  private static String told(List<CountedUsers> news) {
    CountedUsers first = news.getFirst();
    return news.size() > 1
        ? news.size() + " counts"
        : first.service()
            + " "
            + first.at()
            + " "
            + first.low()
            + ".."
            + first.estimate()
            + ".."
            + (first.high() == null ? "" : first.high());
  }

  /**
   * Keeps that users were told or that an own rule was followed. The same notice again changes
   * nothing.
   *
   * @throws Refusal when there is no such incident, the words cannot be kept, or there are as many
   *     as {@link #NOTICES_MAX}
   */
  public Incident giveNotice(IncidentId id, String who, Notice notice) {
    checkWords(notice.place());
    checkWords(notice.words());
    return changing(() -> {
      Incident incident = required(id);
      if (incident.notices().stream().anyMatch(given -> given.notice().equals(notice))) {
        return incident;
      }
      if (incident.notices().size() >= NOTICES_MAX) {
        throw new Refusal("incident.notices-full", Integer.toString(NOTICES_MAX));
      }
      Instant present = incident.presentAt(clock.instant());
      Instant at = notice.givenAt().isAfter(present) ? notice.givenAt() : present;
      return apply(new NoticeGiven(id, at, who, notice), null, who, notice.words());
    });
  }

  /**
   * Keeps that the report under another duty was made. The same report again changes nothing; one
   * that was withdrawn can be recorded anew. A closed incident takes it too: such duties outlive
   * it.
   *
   * @param duty id of the duty in the rulebook
   * @param title what it is called
   * @throws Refusal when there is no such incident, the words cannot be kept, or there are as many
   *     as {@link #DUTY_REPORTS_MAX}
   */
  public Incident reportDuty(
      IncidentId id, String who, String duty, LocalizedText title, Sending sending) {
    checkWords(sending.recipient());
    checkWords(sending.receipt());
    checkWords(sending.remark());
    return changing(() -> {
      Incident incident = required(id);
      boolean known =
          incident.dutyReports().stream()
              .anyMatch(each ->
                  each.counts() && each.duty().equals(duty) && each.sending().equals(sending));
      if (known) {
        return incident;
      }
      if (incident.dutyReports().size() >= DUTY_REPORTS_MAX) {
        throw new Refusal("duty.reports-full", Integer.toString(DUTY_REPORTS_MAX));
      }
      Instant present = incident.presentAt(clock.instant());
      Instant at = sending.sentAt().isAfter(present) ? sending.sentAt() : present;
      return apply(
          new DutyReported(id, at, who, duty, title, sending),
          null,
          who,
          duty + " " + sending.channel() + " " + sending.recipient());
    });
  }

  /**
   * Keeps that such a record is wrong.
   *
   * @param number of the record
   * @throws Refusal {@code duty-report.unknown} or {@code duty-report.withdrawn} when there is none
   *     of that duty that counts
   */
  public Incident withdrawDutyReport(
      IncidentId id, String who, String duty, int number, String why) {
    checkWords(why);
    return changing(() -> {
      Incident incident = required(id);
      DutyReport wrong =
          incident
              .dutyReport(number)
              .filter(each -> each.duty().equals(duty))
              .orElseThrow(() -> new Refusal("duty-report.unknown", Integer.toString(number)));
      if (!wrong.counts()) {
        throw new Refusal("duty-report.withdrawn", Integer.toString(number));
      }
      return apply(
          new DutyReportWithdrawn(id, timeOf(incident), who, number, why),
          null,
          who,
          duty + " " + number + ": " + why);
    });
  }

  /**
   * Closes an incident.
   *
   * @throws Refusal when there is no such incident, or it is closed already
   */
  public Incident close(IncidentId id, String who, String why) {
    checkWords(why);
    return changing(() -> {
      Incident incident = required(id);
      if (incident.status() == IncidentStatus.CLOSED) {
        throw new Refusal("incident.closed", id.value());
      }
      return apply(new IncidentClosed(id, timeOf(incident), who), null, who, why);
    });
  }

  /**
   * Opens a closed incident again: as restored where all of it has ended, else as going on.
   *
   * @throws Refusal when there is no such incident, it is not closed ({@code incident.not-closed}),
   *     or the words cannot be kept
   */
  public Incident reopen(IncidentId id, String who, String why) {
    checkWords(why);
    return changing(() -> {
      Incident incident = required(id);
      if (incident.status() != IncidentStatus.CLOSED) {
        throw new Refusal("incident.not-closed", id.value());
      }
      return apply(new IncidentReopened(id, timeOf(incident), who, why), null, who, why);
    });
  }

  /** The incident of that id. */
  public Optional<Incident> find(IncidentId id) {
    return changing(() -> current(id));
  }

  /** The incident of that id, or a refusal that says there is none. */
  public Incident required(IncidentId id) {
    return find(id).orElseThrow(() -> new Refusal("incident.unknown", id.value()));
  }

  /** The incident of an id as somebody wrote it; what cannot be one names no incident. */
  public Incident required(String id) {
    try {
      return required(new IncidentId(id));
    } catch (IllegalArgumentException impossible) {
      throw Refusal.because(impossible, "incident.unknown", id);
    }
  }

  /** Those that go on, the earliest first. */
  public List<Incident> open() {
    return changing(() -> List.copyOf(openNow().values()));
  }

  /** The latest, latest first. */
  public List<IncidentSummary> latest(int limit) {
    return store.latest(limit);
  }

  /** All that nobody has closed, those begun last first. */
  public List<IncidentSummary> notClosed() {
    return store.without(IncidentStatus.CLOSED);
  }

  /**
   * Those begun last and those opened last, each once: what a person reports today may have begun a
   * year ago, behind many others, and is to be dealt with now.
   *
   * @param limit of either
   */
  public List<IncidentSummary> recent(int limit) {
    return Stream.concat(store.latest(limit).stream(), store.openedLast(limit).stream())
        .distinct()
        .toList();
  }

  /** The one begun last among the simulated or among the real ones. */
  public Optional<IncidentSummary> latest(boolean simulated) {
    return store.latest(simulated);
  }

  /** All that began in that time, the earliest first: the end is not in it. */
  public List<IncidentSummary> started(Instant from, Instant until) {
    return store.started(from, until);
  }

  /** From the first beginning of a real incident to the last; empty while there is none. */
  public Optional<Interval> startedReal() {
    return store.startedReal();
  }

  /** How the figures of its detections went, in the order they were stated. */
  public List<CountAt> counts(IncidentId id) {
    return store.events(id, STATEMENTS).stream()
        .flatMap(event -> Optional.ofNullable(statementIn(event)).stream())
        .map(stated ->
            new CountAt(
                stated.restatedAt(), stated.id().value(), stated.revision(), stated.counts()))
        .toList();
  }

  /**
   * Calls back after each change that is on disk, with the incident's id; the call must be short.
   *
   * @return what ends it
   */
  public AutoCloseable watch(Consumer<IncidentId> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private Incident apply(IncidentEvent event, @Nullable Detection stated, String who, String why) {
    Incident after =
        event instanceof IncidentOpened opened
            ? Incident.opened(opened)
            : required(event.incident()).after(event);
    keep(() -> append(event, after, stated, who, why));
    return settled(after);
  }

  /** What is on disk is what is known, and whoever watches is told. */
  private Incident settled(Incident after) {
    if (after.status() == IncidentStatus.OPEN) {
      openNow().put(after.id(), after);
    } else {
      openNow().remove(after.id());
    }
    watchers.forEach(watcher -> tell(watcher, after.id()));
    return after;
  }

  private void keep(Runnable changes) {
    try {
      transaction.executeWithoutResult(status -> changes.run());
    } catch (RuntimeException | Error failure) {
      // A commit whose answer was lost may be on disk or not: only the disk knows.
      open = null;
      throw failure;
    }
  }

  private void append(
      IncidentEvent event, Incident after, @Nullable Detection stated, String who, String why) {
    store.append(event, after, stated);
    // A sensor restates what grows every second; of a person every word counts.
    if (!(event instanceof IncidentGrew grew) || PersonStatement.is(grew.restated())) {
      audit.record(who, IncidentStore.TEXT.kind(event), after.id().value(), why);
    }
    events.publishEvent(new IncidentChanged(after, event));
  }

  /** Who only watches must not break what is watched: the change is on disk already. */
  private static void tell(Consumer<IncidentId> watcher, IncidentId changed) {
    try {
      watcher.accept(changed);
    } catch (RuntimeException failure) {
      LOG.error("a watcher of incident {} failed", changed, failure);
    }
  }

  private static void checkWords(
      List<ServiceImpact> services, Map<String, Said> said, String remark) {
    checkWords(remark);
    services.forEach(impact -> checkWords(impact.basis()));
    services.forEach(impact -> checkWords(impact.said()));
    checkWords(said);
  }

  private static void checkWords(Map<String, Said> said) {
    said.values().forEach(each -> checkWords(each.words()));
  }

  private static void checkWords(String words) {
    if (words.length() > WORDS_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(WORDS_CHARACTERS_MAX));
    }
    Storable.check(words);
  }

  private Optional<Incident> current(IncidentId id) {
    Incident going = openNow().get(id);
    return going != null ? Optional.of(going) : store.load(id);
  }

  private Map<IncidentId, Incident> openNow() {
    if (open == null) {
      open =
          store.withStatus(IncidentStatus.OPEN).stream()
              .flatMap(id -> store.load(id).stream())
              .collect(
                  Collectors.toMap(
                      Incident::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }
    return open;
  }

  /** Events are in event time: a replay's clock is that of what it replays. */
  private Instant timeOf(Incident incident) {
    return incident.simulated()
        ? incident.timeline().stream()
            .map(entry -> entry.at())
            .max(Comparator.naturalOrder())
            .orElse(incident.openedAt())
        : clock.instant();
  }

  private static @Nullable Detection statementIn(IncidentEvent event) {
    return switch (event) {
      case IncidentOpened opened -> opened.first();
      case IncidentGrew grew -> grew.restated();
      case IncidentRestored restored -> restored.last();
      case IncidentResumed resumed -> resumed.again();
      case ImpactAnswered answered -> null;
      case UsersCounted counted -> null;
      case NoticeGiven given -> null;
      case DutyReported reported -> null;
      case DutyReportWithdrawn withdrawn -> null;
      case NoteWritten note -> null;
      case IncidentClosed closed -> null;
      case IncidentReopened reopened -> null;
    };
  }

  private <T> T changing(Supplier<T> change) {
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
    }
  }
}

package jp.anshin.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
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
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.Knew;
import jp.anshin.incident.impact.StatedCount;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together, from the first detection to the close. Every state is a new record; the
 * same events in the same order give the same state.
 *
 * @param id its identity
 * @param simulated whether its input is replayed or generated, never a real event
 * @param openedAt event time at which it was opened
 * @param status how far it has come
 * @param detections the latest revision of each, in the order they joined; never empty
 * @param timeline what happened, in event time
 * @param impactAnswers every version, first first; empty while nobody has answered
 * @param asOpened what it said when it was opened
 * @param knownThen what whoever gave each of them knew that it said, in the same order
 * @param counts what was counted of affected users, in the order it was stated
 * @param notices when users were told and own rules followed, in the order it was recorded
 * @param dutyReports that reports under other duties were made, in the order it was recorded; those
 *     withdrawn are among them
 * @param headline one sentence made from facts
 */
public record Incident(
    IncidentId id,
    boolean simulated,
    Instant openedAt,
    IncidentStatus status,
    List<Detection> detections,
    List<TimelineEntry> timeline,
    List<ImpactAnswer> impactAnswers,
    KnownThen asOpened,
    List<KnownThen> knownThen,
    List<StatedCount> counts,
    List<GivenNotice> notices,
    List<DutyReport> dutyReports,
    LocalizedText headline) {

  public Incident {
    if (detections.isEmpty()) {
      throw new IllegalArgumentException("an incident without detection: " + id);
    }
    detections = List.copyOf(detections);
    timeline = List.copyOf(timeline);
    impactAnswers = List.copyOf(impactAnswers);
    knownThen = List.copyOf(knownThen);
    counts = List.copyOf(counts);
    notices = List.copyOf(notices);
    dutyReports = List.copyOf(dutyReports);
  }

  /** The incident that this event opens. */
  public static Incident opened(IncidentOpened event) {
    Detection first = event.first();
    return new Incident(
        event.incident(),
        event.simulated(),
        first.detectedAt(),
        first.hasEnded() ? IncidentStatus.RESTORED : IncidentStatus.OPEN,
        List.of(first),
        Narration.of(event),
        List.of(),
        new KnownThen(first.detectedAt(), List.of(first), first.startedAt(), first.endedAt(), 0, 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Narration.headline(List.of(first)));
  }

  /**
   * What the incident is once that has happened.
   *
   * @throws IllegalArgumentException when the event is about another incident, or opens this one
   *     again, or answers with a version that does not follow, or withdraws what does not count
   */
  public Incident after(IncidentEvent event) {
    if (!event.incident().equals(id)) {
      throw new IllegalArgumentException("event of " + event.incident() + " for " + id);
    }
    return switch (event) {
      case IncidentOpened again -> throw new IllegalArgumentException("opened twice: " + again);
      case IncidentGrew grew -> with(grew.restated(), status, Narration.of(grew, this));
      case IncidentRestored restored ->
          with(restored.last(), restored(status), Narration.of(restored, this));
      case IncidentResumed resumed ->
          with(resumed.again(), IncidentStatus.OPEN, Narration.of(resumed));
      case ImpactAnswered answered -> answered(answered);
      case UsersCounted counted -> counted(counted);
      case NoticeGiven given -> given(given);
      case DutyReported reported -> reported(reported);
      case DutyReportWithdrawn withdrawn -> withdrawn(withdrawn);
      case NoteWritten note -> with(status, Narration.of(note));
      case IncidentClosed closed -> with(IncidentStatus.CLOSED, Narration.of(closed));
      case IncidentReopened reopened ->
          with(
              restoredAt().isPresent() ? IncidentStatus.RESTORED : IncidentStatus.OPEN,
              Narration.of(reopened));
    };
  }

  /** The latest revision of that detection, when it belongs here. */
  public Optional<Detection> detection(DetectionId wanted) {
    return detections.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  /** What a person stated, where it was a person who opened it; no sensor's is beside it. */
  public Optional<Detection> byPerson() {
    return detections.stream().filter(PersonStatement::is).findFirst();
  }

  /** When things began to go wrong: the earliest start of its detections. */
  public Interval startedAt() {
    return detections.stream()
        .map(Detection::startedAt)
        .min(Comparator.comparing(Interval::earliest).thenComparing(Interval::latest))
        .orElseThrow();
  }

  /**
   * Whether it stands for what is over as likely as not: nobody has said when, or that it is not.
   */
  public boolean isEndUnknown() {
    return byPerson().filter(PersonStatement::isEndUnknown).isPresent();
  }

  /** When all was restored, or empty while one of its detections goes on. */
  public Optional<Instant> restoredAt() {
    return detections.stream().allMatch(Detection::hasEnded)
        ? detections.stream()
            .flatMap(each -> Optional.ofNullable(each.endedAt()).stream())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** What it is in a few words: the kinds of all its detections, each once. */
  public LocalizedText kinds() {
    return Narration.kinds(detections);
  }

  /** Event time of the latest thing known of it: a statement of a sensor or a deed of a person. */
  public Instant latestAt() {
    return Stream.of(
            timeline.stream().map(TimelineEntry::at),
            detections.stream().map(Detection::restatedAt),
            counts.stream().map(StatedCount::statedAt),
            notices.stream().map(GivenNotice::recordedAt),
            dutyReports.stream().map(DutyReport::recordedAt))
        .flatMap(Function.identity())
        .max(Comparator.naturalOrder())
        .orElse(openedAt);
  }

  /**
   * The present in the time of its events: that of what it replays where it is simulated.
   *
   * @param now the present outside
   */
  public Instant presentAt(Instant now) {
    return simulated ? latestAt() : now;
  }

  /** Whether it may be over: it was restored, or stands in a list that does not say its end. */
  public boolean mayBeOver() {
    return restoredAt().isPresent() || isEndUnknown();
  }

  /** By when all was over as a person says it; empty where only sensors saw it restored. */
  public Optional<Instant> restoredByPerson() {
    return byPerson().flatMap(each -> restoredAt());
  }

  /** The impact answer in force, or empty while nobody has answered. */
  public Optional<ImpactAnswer> impact() {
    return impactAnswers.isEmpty() ? Optional.empty() : Optional.of(impactAnswers.getLast());
  }

  /** What it said when somebody last answered all of the question; null while nobody has. */
  public @Nullable KnownThen atAnswer() {
    return then(Confirms::whole);
  }

  /** What it said when somebody last stated users of that service; null while nobody has. */
  public @Nullable KnownThen atUsers(String service) {
    return then(confirms -> confirms.countsUsersOf(service));
  }

  private @Nullable KnownThen then(Predicate<Confirms> part) {
    for (int i = impactAnswers.size() - 1; i >= 0; i--) {
      if (part.test(impactAnswers.get(i).confirms())) {
        return knownThen.get(i);
      }
    }
    return null;
  }

  /** How often it began again after all had ended. */
  public int resumptions() {
    return (int)
        timeline.stream().filter(entry -> entry.kind() == TimelineEntry.Kind.RESUMED).count();
  }

  private Incident answered(ImpactAnswered event) {
    int next = impactAnswers.size() + 1;
    if (event.answer().version() != next) {
      throw new IllegalArgumentException(
          "answer " + event.answer().version() + " where " + next + " follows");
    }
    return with(
        status,
        detections,
        timeline,
        Narration.of(event),
        more(impactAnswers, List.of(event.answer())),
        counts,
        notices,
        dutyReports);
  }

  private Incident counted(UsersCounted event) {
    List<StatedCount> stated =
        event.counts().stream()
            .map(count -> new StatedCount(count, event.at(), event.by()))
            .toList();
    return with(
        status,
        detections,
        timeline,
        Narration.of(event, this),
        impactAnswers,
        more(counts, stated),
        notices,
        dutyReports);
  }

  private Incident given(NoticeGiven event) {
    var given = new GivenNotice(event.notice(), event.at(), event.by());
    return with(
        status,
        detections,
        timeline,
        Narration.of(event),
        impactAnswers,
        counts,
        more(notices, List.of(given)),
        dutyReports);
  }

  private Incident reported(DutyReported event) {
    var all = new ArrayList<>(dutyReports);
    all.add(
        new DutyReport(
            all.size() + 1,
            event.duty(),
            event.title(),
            event.sending(),
            event.at(),
            event.by(),
            null));
    return reporting(all, Narration.of(event));
  }

  private Incident withdrawn(DutyReportWithdrawn event) {
    DutyReport wrong =
        dutyReport(event.number())
            .filter(DutyReport::counts)
            .orElseThrow(
                () -> new IllegalArgumentException("no report " + event.number() + " to withdraw"));
    var all = new ArrayList<>(dutyReports);
    all.set(
        event.number() - 1,
        wrong.withdrawn(new DutyReport.Withdrawal(event.at(), event.by(), event.why())));
    return reporting(all, Narration.of(event, wrong));
  }

  /** The report under another duty of that number, withdrawn or not. */
  public Optional<DutyReport> dutyReport(int number) {
    return dutyReports.stream().filter(each -> each.number() == number).findFirst();
  }

  private Incident reporting(List<DutyReport> reports, List<TimelineEntry> entries) {
    return with(status, detections, timeline, entries, impactAnswers, counts, notices, reports);
  }

  private Incident with(Detection restated, IncidentStatus next, List<TimelineEntry> entries) {
    var latest = new ArrayList<>(detections);
    int place = placeOf(restated.id());
    if (place < 0) {
      latest.add(restated);
    } else {
      latest.set(place, restated);
    }
    return with(
        next,
        latest,
        begunAsStated(restated),
        entries,
        impactAnswers,
        counts,
        notices,
        dutyReports);
  }

  private Incident with(IncidentStatus next, List<TimelineEntry> entries) {
    return with(next, detections, timeline, entries, impactAnswers, counts, notices, dutyReports);
  }

  private Incident with(
      IncidentStatus next,
      List<Detection> latest,
      List<TimelineEntry> before,
      List<TimelineEntry> entries,
      List<ImpactAnswer> answers,
      List<StatedCount> counted,
      List<GivenNotice> given,
      List<DutyReport> reported) {
    var entered = new ArrayList<>(more(before, entries));
    entered.sort(Comparator.comparing(TimelineEntry::at));
    return new Incident(
        id,
        simulated,
        openedAt,
        next,
        latest,
        entered,
        answers,
        asOpened,
        answers.size() == impactAnswers.size()
            ? knownThen
            : more(knownThen, List.of(known(answers.getLast()))),
        counted,
        given,
        reported,
        Narration.headline(latest));
  }

  /** How far it has come; who answers tells how far it had when they read it. */
  public ReadState state() {
    return known(latestAt()).state();
  }

  /** How far it had come when its answer in force was given; as opened while there is none. */
  public ReadState stateAtAnswer() {
    return beforeAnswering().state();
  }

  private KnownThen beforeAnswering() {
    return knownThen.isEmpty() ? asOpened : knownThen.getLast();
  }

  /** What happened between reading and answering, whoever answered does not know. */
  private KnownThen known(ImpactAnswer answer) {
    KnownThen now = known(answer.answeredAt());
    Knew knew = answer.confirms().knew();
    if (knew == null) {
      return now;
    }
    KnownThen read = knew.statements() ? now : beforeAnswering();
    return new KnownThen(
        answer.answeredAt(),
        read.detections(),
        read.startedAt(),
        read.restoredAt(),
        Math.min(knew.counts(), counts.size()),
        read.resumptions());
  }

  private KnownThen known(Instant at) {
    return new KnownThen(
        at, detections, startedAt(), restoredAt().orElse(null), counts.size(), resumptions());
  }

  /** Whoever corrects when it began moves its beginning, which else would stand there wrong. */
  private List<TimelineEntry> begunAsStated(Detection restated) {
    return PersonStatement.is(restated)
        ? timeline.stream()
            .map(entry ->
                entry.kind() == TimelineEntry.Kind.STARTED ? Narration.started(restated) : entry)
            .toList()
        : timeline;
  }

  private int placeOf(DetectionId wanted) {
    return detections.stream().map(Detection::id).toList().indexOf(wanted);
  }

  private static <T> List<T> more(List<T> known, List<T> added) {
    return Stream.concat(known.stream(), added.stream()).toList();
  }

  /** A closed incident stays closed when its last detection is restated. */
  private static IncidentStatus restored(IncidentStatus status) {
    return status == IncidentStatus.CLOSED ? status : IncidentStatus.RESTORED;
  }
}

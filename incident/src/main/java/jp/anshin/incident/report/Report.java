package jp.anshin.incident.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.ReportEvent.Approved;
import jp.anshin.incident.report.ReportEvent.Countersigned;
import jp.anshin.incident.report.ReportEvent.Reviewed;
import jp.anshin.incident.report.ReportEvent.SentBack;
import jp.anshin.incident.report.ReportEvent.Submitted;
import jp.anshin.incident.report.ReportEvent.Withdrawn;
import jp.anshin.incident.report.ReportEvent.Written;
import org.jspecify.annotations.Nullable;

/**
 * A report as its events have made it. It reads no clock and keeps nothing: the methods that do
 * something return the event, or refuse.
 *
 * <p>Whoever asks for something says which {@link #revision} they read, so that nobody signs what
 * they have not seen. A person is a second person when they wrote nothing of it since a second
 * person last stood by a version that was sent.
 *
 * @param id which report
 * @param events what happened to it, first first
 * @param versions every version, first first
 * @param state how far the latest version has come
 * @param authors who wrote since a second person last stood by what was sent
 * @param approvedBy who approved the latest version, or null
 * @param submissions what was sent, first first
 */
public record Report(
    ReportId id,
    List<ReportEvent> events,
    List<ReportVersion> versions,
    ReportState state,
    Set<String> authors,
    @Nullable String approvedBy,
    List<Submission> submissions) {

  /** What was told by telephone is written down afterwards, but not a month later. */
  static final Duration TOLD_BEFORE_MAX = Duration.ofDays(31);

  public Report {
    events = List.copyOf(events);
    versions = List.copyOf(versions);
    authors = Set.copyOf(authors);
    submissions = List.copyOf(submissions);
  }

  /**
   * A report begun from a draft.
   *
   * @throws IllegalArgumentException when the event is no version, as only that can be first
   */
  public static Report begun(ReportId id, ReportEvent first) {
    if (!(first instanceof Written)) {
      throw new IllegalArgumentException("a report begins with its first version");
    }
    return new Report(id, List.of(), List.of(), ReportState.DRAFT, Set.of(), null, List.of())
        .after(first);
  }

  /** A first report goes out before anybody approves it: it must be quick. */
  public static boolean goesUnapproved(DraftKind kind) {
    return kind == DraftKind.FIRST_REPORT || kind == DraftKind.VOLUNTARY_FIRST_REPORT;
  }

  /** How many things have happened to it: what a reader says they saw. */
  public int revision() {
    return events.size();
  }

  /** The latest version. */
  public ReportVersion latest() {
    return versions.getLast();
  }

  /** The version of that number. */
  public Optional<ReportVersion> version(int number) {
    return versions.stream().filter(each -> each.number() == number).findFirst();
  }

  /** What was sent, stands, and has no second person who stands by it yet, first first. */
  public List<Submission> unsigned() {
    return standing().stream().filter(each -> each.signedBy() == null).toList();
  }

  /**
   * What was sent and stands, first first: recorded since it was last withdrawn. What was taken
   * back fulfils nothing, whatever is written afterwards.
   */
  public List<Submission> standing() {
    int takenBack = 0;
    int sent = 0;
    for (ReportEvent event : events) {
      if (event instanceof Submitted) {
        sent++;
      } else if (event instanceof Withdrawn) {
        takenBack = sent;
      }
    }
    return submissions.subList(takenBack, sent);
  }

  /** What it is after that event. */
  public Report after(ReportEvent event) {
    return switch (event) {
      case Written written -> afterWritten(written);
      case Reviewed reviewed -> with(event, ReportState.REVIEWED, approvedBy);
      case SentBack back -> with(event, ReportState.DRAFT, null);
      case Approved approved -> with(event, ReportState.APPROVED, approved.by());
      case Submitted submitted -> afterSubmitted(submitted);
      case Countersigned signed -> afterCountersigned(signed);
      case Withdrawn withdrawn -> with(event, ReportState.WITHDRAWN, approvedBy);
    };
  }

  /**
   * An edit.
   *
   * @param content the whole text
   * @param basis version of the draft it rests on
   * @param why reason; needed once it was sent or withdrawn
   * @throws ReportRefused when somebody was quicker, the reason is missing, or nothing is changed;
   *     what was withdrawn may be taken up again as it was
   */
  public Written write(
      int readRevision, Instant at, String by, Draft content, int basis, String why) {
    checkRead(readRevision);
    if (state != ReportState.WITHDRAWN && content.equals(latest().content())) {
      throw Objection.NOTHING_CHANGED.refused();
    }
    boolean over = state == ReportState.SUBMITTED || state == ReportState.WITHDRAWN;
    if (over && why.isBlank()) {
      throw Objection.REASON_MISSING.refused();
    }
    return new Written(at, by, content, basis, why);
  }

  /**
   * Somebody read the latest version and agrees.
   *
   * @throws ReportRefused when it is not being written, or by who wrote of it
   */
  public Reviewed review(int readRevision, Instant at, String by, String remark) {
    checkRead(readRevision);
    if (state != ReportState.DRAFT) {
      throw Objection.NOT_IN_DRAFT.refused();
    }
    checkSecond(by);
    return new Reviewed(at, by, latest().number(), remark);
  }

  /**
   * A reader wants the latest version changed.
   *
   * @throws ReportRefused when it is neither reviewed nor approved, or the reason is missing
   */
  public SentBack sendBack(int readRevision, Instant at, String by, String why) {
    checkRead(readRevision);
    if (state != ReportState.REVIEWED && state != ReportState.APPROVED) {
      throw Objection.NOT_UNDER_REVIEW.refused();
    }
    if (why.isBlank()) {
      throw Objection.REASON_MISSING.refused();
    }
    return new SentBack(at, by, latest().number(), why);
  }

  /**
   * Somebody decides that the latest version be sent.
   *
   * @throws ReportRefused when it was not reviewed, or by who wrote of it
   */
  public Approved approve(int readRevision, Instant at, String by, String remark) {
    checkRead(readRevision);
    if (state == ReportState.APPROVED) {
      throw Objection.ALREADY_SIGNED.refused();
    }
    if (state != ReportState.REVIEWED) {
      throw Objection.NOT_REVIEWED.refused();
    }
    checkSecond(by);
    return new Approved(at, by, latest().number(), remark);
  }

  /**
   * The latest version was sent; it may be sent again, to another desk or another way. A first
   * report needs no approval for that; who countersigns it comes later.
   *
   * @throws ReportRefused when it lacks its approval or was withdrawn, or the sending lies ahead,
   *     or before that version was approved, or before the report was last withdrawn
   */
  public Submitted submit(int readRevision, Instant at, String by, Sending sending) {
    checkRead(readRevision);
    if (state == ReportState.WITHDRAWN) {
      throw Objection.WITHDRAWN.refused();
    }
    boolean decided = state == ReportState.APPROVED || state == ReportState.SUBMITTED;
    if (!decided && !goesUnapproved(id.kind())) {
      throw Objection.NOT_APPROVED.refused();
    }
    if (sending.sentAt().isAfter(at)) {
      throw Objection.SENT_IN_FUTURE.refused();
    }
    Instant begun = versions.getFirst().writtenAt();
    if (sending.sentAt().isBefore(begun.minus(TOLD_BEFORE_MAX))) {
      throw Objection.SENT_LONG_BEFORE.refused();
    }
    withdrawnAt()
        .ifPresent(
            withdrawn -> checkSentAfter(withdrawn, at, sending, Objection.SENT_BEFORE_WITHDRAWAL));
    if (!goesUnapproved(id.kind())) {
      checkSentAfter(approvedAt().orElseThrow(), at, sending, Objection.SENT_BEFORE_APPROVAL);
    }
    return new Submitted(at, by, latest().number(), sending);
  }

  /**
   * A second person stands by a version that was sent without approval.
   *
   * @throws ReportRefused when that version was not sent, has its signature, or by who wrote or
   *     sent it
   */
  public Countersigned countersign(
      int readRevision, Instant at, String by, int version, String remark) {
    checkRead(readRevision);
    List<Submission> sent = submissions.stream().filter(each -> each.version() == version).toList();
    if (sent.isEmpty()) {
      throw Objection.NOT_SENT.refused();
    }
    if (sent.stream().noneMatch(each -> each.signedBy() == null)) {
      throw Objection.ALREADY_SIGNED.refused();
    }
    checkSecond(by);
    if (sent.stream().anyMatch(each -> each.by().equals(by))) {
      throw Objection.OWN_WORK.refused();
    }
    return new Countersigned(at, by, version, remark);
  }

  /**
   * It is not to be sent, or is taken back.
   *
   * @throws ReportRefused when it is withdrawn already, or the reason is missing
   */
  public Withdrawn withdraw(int readRevision, Instant at, String by, String why) {
    checkRead(readRevision);
    if (state == ReportState.WITHDRAWN) {
      throw Objection.WITHDRAWN.refused();
    }
    if (why.isBlank()) {
      throw Objection.REASON_MISSING.refused();
    }
    return new Withdrawn(at, by, why);
  }

  /** Whether that person may judge it: they wrote nothing of what no second person stands by. */
  public boolean isSecond(String person) {
    return !authors.contains(person);
  }

  private void checkRead(int readRevision) {
    if (readRevision != revision()) {
      throw Objection.STALE.refused();
    }
  }

  /** When the latest version was approved, or empty while it is not. */
  private Optional<Instant> approvedAt() {
    return events.stream()
        .filter(Approved.class::isInstance)
        .map(Approved.class::cast)
        .filter(approved -> approved.version() == latest().number())
        .map(Approved::at)
        .reduce((earlier, later) -> later);
  }

  /** When it was last withdrawn, or empty while it never was. */
  private Optional<Instant> withdrawnAt() {
    return events.stream()
        .filter(Withdrawn.class::isInstance)
        .map(ReportEvent::at)
        .reduce((earlier, later) -> later);
  }

  /**
   * People tell the minute: what was sent within that of the deed was sent after it, unless a
   * sending of an earlier version is recorded of that minute, which would count again. Replays may
   * go back in time: what is sent now was sent after it, too.
   */
  private void checkSentAfter(Instant deed, Instant now, Sending sending, Objection objection) {
    Instant from = deed.isAfter(now) ? now : deed;
    Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
    Instant earliest = wasSentEarlier(minute) ? from : minute;
    if (sending.sentAt().isBefore(earliest)) {
      throw new ReportRefused(objection, deed);
    }
  }

  /** Whether an earlier version was sent within that minute. */
  private boolean wasSentEarlier(Instant minute) {
    return submissions.stream()
        .filter(each -> each.version() != latest().number())
        .map(each -> each.sending().sentAt().truncatedTo(ChronoUnit.MINUTES))
        .anyMatch(minute::equals);
  }

  private void checkSecond(String person) {
    if (!isSecond(person)) {
      throw Objection.OWN_WORK.refused();
    }
  }

  private Report afterWritten(Written written) {
    var all = new ArrayList<>(versions);
    all.add(
        new ReportVersion(
            all.size() + 1,
            written.content(),
            written.basis(),
            written.at(),
            written.by(),
            written.why()));
    var writers = new LinkedHashSet<>(authors);
    writers.add(written.by());
    return new Report(id, and(written), all, ReportState.DRAFT, writers, null, submissions);
  }

  private Report afterSubmitted(Submitted submitted) {
    var sent = new ArrayList<>(submissions);
    sent.add(
        new Submission(
            submitted.version(),
            submitted.by(),
            submitted.at(),
            submitted.sending(),
            signerOf(submitted.version()).orElse(approvedBy)));
    Set<String> writers = approvedBy == null ? authors : Set.of();
    return new Report(
        id, and(submitted), versions, ReportState.SUBMITTED, writers, approvedBy, sent);
  }

  private Optional<String> signerOf(int version) {
    return submissions.stream()
        .filter(each -> each.version() == version)
        .flatMap(each -> Optional.ofNullable(each.signedBy()).stream())
        .findFirst();
  }

  private Report afterCountersigned(Countersigned signed) {
    List<Submission> sent =
        submissions.stream()
            .map(each ->
                each.version() == signed.version() && each.signedBy() == null
                    ? each.signed(signed.by())
                    : each)
            .toList();
    // A later version, still being written, keeps all its authors.
    boolean all = signed.version() == latest().number();
    return new Report(id, and(signed), versions, state, all ? Set.of() : authors, approvedBy, sent);
  }

  private Report with(ReportEvent event, ReportState next, @Nullable String approver) {
    return new Report(id, and(event), versions, next, authors, approver, submissions);
  }

  private List<ReportEvent> and(ReportEvent event) {
    var all = new ArrayList<>(events);
    all.add(event);
    return all;
  }
}

package jp.anshin.server.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.report.Objection;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportEvent.Written;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportRefused;
import jp.anshin.incident.report.ReportSubject.Accident;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Figures;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reports as people write, judge and send them. What a method here has returned from is on disk and
 * in the audit. One change happens at a time, so that of two who sign at once the second reads what
 * the first did.
 */
@Service
public class Reports {

  /** Longest remark, reason or name of a recipient: a person's words, not a file. */
  public static final int WORDS_CHARACTERS_MAX = 4000;

  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private final ReportStore store;
  private final Drafts drafts;
  private final Incidents incidents;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Consumer<ReportId>> watchers = new CopyOnWriteArrayList<>();

  Reports(
      ReportStore store,
      Drafts drafts,
      Incidents incidents,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.drafts = drafts;
    this.incidents = incidents;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** The reports begun for that incident, by kind. */
  public List<Report> of(IncidentId incident) {
    return store.of(incident);
  }

  /** Incidents that have a report, those last touched first. */
  public List<IncidentId> incidentsWithReports(int limit) {
    return store.incidents(limit);
  }

  /** Periods that have a report, those last touched first; real and simulated ones. */
  public List<Period> periodsWithReports() {
    return store.periods();
  }

  /** That report, if somebody has begun it. */
  public Optional<Report> find(ReportId id) {
    return store.find(id);
  }

  /**
   * That report.
   *
   * @throws Refusal {@code report.unknown} when nobody has begun it
   */
  public Report required(ReportId id) {
    return find(id)
        .orElseThrow(
            () -> new Refusal("report.unknown", id.subject().toString(), id.kind().name()));
  }

  /**
   * Begins a report with the latest draft of its kind.
   *
   * @throws Refusal when there is no such draft, or somebody has begun it already
   */
  public Report begin(ReportId id, String who) {
    return changing(() -> {
      KeptDraft draft = draftOf(id);
      return begin(id, who, draft.draft(), draft.version());
    });
  }

  /**
   * Begins a report with what somebody has put together.
   *
   * @param content the whole text; its words are ours
   * @throws Refusal when somebody has begun it already
   */
  public Report begin(ReportId id, String who, Draft content) {
    return changing(() -> begin(id, who, content, 0));
  }

  private Report begin(ReportId id, String who, Draft content, int basis) {
    if (store.find(id).isPresent()) {
      throw refusal(Objection.STALE);
    }
    return keep(Report.begun(id, new Written(present(id), who, content, basis, "")), who, "");
  }

  /**
   * Writes the whole of a report anew, as a version of its own.
   *
   * @param content the whole text; its words are ours
   * @param why reason; needed once it was sent or withdrawn
   */
  public Report rewrite(ReportId id, int readRevision, String who, Draft content, String why) {
    check(why);
    return change(
        id, who, why, (report, at) -> report.write(readRevision, at, who, content, 0, why));
  }

  /**
   * Edits items of the latest version.
   *
   * @param edits by key of the item; those left out stay
   * @param basis version of the draft that the writer saw, or 0 to leave the earlier one
   * @param why reason; needed once it was sent or withdrawn
   */
  public Report edit(
      ReportId id,
      int readRevision,
      String who,
      Map<String, ItemEdit> edits,
      int basis,
      String why) {
    check(why);
    edits
        .values()
        .forEach(edit -> {
          Storable.check(edit.japanese());
          Storable.check(edit.english());
        });
    return change(
        id,
        who,
        why,
        (report, at) ->
            report.write(
                readRevision,
                at,
                who,
                edited(report.latest().content(), edits),
                basis > 0 ? basis : report.latest().basis(),
                why));
  }

  /** Somebody who did not write it read it and agrees. */
  public Report review(ReportId id, int readRevision, String who, String remark) {
    check(remark);
    return change(id, who, remark, (report, at) -> report.review(readRevision, at, who, remark));
  }

  /** A reader wants it changed. */
  public Report sendBack(ReportId id, int readRevision, String who, String why) {
    check(why);
    return change(id, who, why, (report, at) -> report.sendBack(readRevision, at, who, why));
  }

  /**
   * Somebody who did not write it decides that it be sent.
   *
   * @param remark needed where it {@link #isOutdated}
   */
  public Report approve(ReportId id, int readRevision, String who, String remark) {
    check(remark);
    return change(
        id,
        who,
        remark,
        (report, at) -> {
          ReportEvent approved = report.approve(readRevision, at, who, remark);
          checkUpToDate(report, remark);
          return approved;
        });
  }

  /**
   * Whether the draft beside it has changed, or no longer applies, since its latest version was
   * written: whoever approves or sends it all the same says why. What goes out in haste, and a
   * period, whose accidents are compared by themselves, are never held up by that.
   */
  public boolean isOutdated(Report report) {
    return switch (report.id().kind()) {
      case DETAILED_REPORT, PERIODIC_FORM_27, PERIODIC_SIMPLE ->
          drafts.latestVersion(report.id().incident(), report.id().kind())
              > report.latest().basis();
      case INFORMATION_SHARING, FIRST_REPORT, VOLUNTARY_FIRST_REPORT, PERIODIC_REPORT -> false;
    };
  }

  private void checkUpToDate(Report report, String reason) {
    if (reason.isBlank() && isOutdated(report)) {
      throw new Refusal("report.outdated");
    }
  }

  /**
   * It was sent.
   *
   * @param sending its remark is needed where the report {@link #isOutdated}
   * @throws Refusal {@code report.sent-before-start} when the accident had not begun then; as
   *     {@link Report#submit} has it
   */
  public Report submit(ReportId id, int readRevision, String who, Sending sending) {
    check(sending.recipient());
    check(sending.receipt());
    check(sending.remark());
    return change(
        id,
        who,
        sending.remark(),
        (report, at) -> {
          ReportEvent sent = report.submit(readRevision, at, who, sending);
          checkUpToDate(report, sending.remark());
          if (id.subject() instanceof Accident accident) {
            checkSentAfter(incidents.required(accident.incident()).startedAt().earliest(), sending);
          }
          return sent;
        });
  }

  /**
   * Nobody reports what has not begun.
   *
   * @throws Refusal {@code report.sent-before-start}
   */
  public static void checkSentAfter(Instant began, Sending sending) {
    if (sending.sentAt().isBefore(began)) {
      throw Refusal.told(
          new IllegalArgumentException(sending.sentAt().toString()),
          "report.sent-before-start",
          locale -> List.of(Figures.time(began, locale)));
    }
  }

  /** A second person stands by what went out in haste. */
  public Report countersign(ReportId id, int readRevision, String who, int version, String remark) {
    check(remark);
    return change(
        id,
        who,
        remark,
        (report, at) -> report.countersign(readRevision, at, who, version, remark));
  }

  /** It is not to be sent, or is taken back. */
  public Report withdraw(ReportId id, int readRevision, String who, String why) {
    check(why);
    return change(id, who, why, (report, at) -> report.withdraw(readRevision, at, who, why));
  }

  /**
   * Tells of every report that has changed, after it is on disk.
   *
   * @return closing it ends that
   */
  public AutoCloseable watch(Consumer<ReportId> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** The present in the time of the incident's events: a replay's is that of what it replays. */
  public Instant present(ReportId id) {
    return switch (id.subject()) {
      case Accident accident -> incidents.required(accident.incident()).presentAt(clock.instant());
      case Period period -> present(period.simulated());
    };
  }

  /** The present beyond any one incident; that of replays is that of the one begun last. */
  public Instant present(boolean simulated) {
    Instant now = clock.instant();
    return simulated
        ? incidents
            .latest(true)
            .map(each -> incidents.required(each.id()).presentAt(now))
            .orElse(now)
        : now;
  }

  private Report change(
      ReportId id, String who, String why, BiFunction<Report, Instant, ReportEvent> deed) {
    return changing(() -> {
      Report report = required(id);
      return keep(report.after(deed.apply(report, present(id))), who, why);
    });
  }

  private Report keep(Report after, String who, String why) {
    transaction.executeWithoutResult(status -> {
      store.append(after);
      audit.record(
          who,
          "report-" + ReportStore.TEXT.kind(after.events().getLast()),
          after.id() + " version " + after.latest().number(),
          why);
    });
    watchers.forEach(watcher -> tell(watcher, after.id()));
    return after;
  }

  private static void tell(Consumer<ReportId> watcher, ReportId changed) {
    try {
      watcher.accept(changed);
    } catch (RuntimeException failure) {
      LOG.error("a watcher of report {} failed", changed, failure);
    }
  }

  private KeptDraft draftOf(ReportId id) {
    incidents.required(id.incident());
    return drafts.latest(id.incident()).stream()
        .filter(each -> each.draft().kind() == id.kind())
        .findFirst()
        .orElseThrow(() -> new Refusal("draft.unknown", id.incident().value(), id.kind().name()));
  }

  private static Draft edited(Draft draft, Map<String, ItemEdit> edits) {
    for (String key : edits.keySet()) {
      if (draft.item(key).isEmpty()) {
        throw new Refusal("report.no-such-item", key);
      }
    }
    var items = new ArrayList<DraftItem>();
    for (DraftItem item : draft.items()) {
      ItemEdit edit = edits.get(item.key());
      items.add(
          edit == null
              ? item
              : item.saying(new LocalizedText(edit.japanese().strip(), edit.english().strip())));
    }
    return new Draft(draft.kind(), draft.simulated(), draft.title(), items);
  }

  private static void check(String words) {
    if (words.length() > WORDS_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(WORDS_CHARACTERS_MAX));
    }
    Storable.check(words);
  }

  private static Refusal refusal(Objection objection) {
    return new Refusal("report." + objection.key());
  }

  private Report changing(Supplier<Report> change) {
    changing.lock();
    try {
      return change.get();
    } catch (ReportRefused refused) {
      throw Refusal.told(
          refused,
          "report." + refused.objection().key(),
          locale -> refused.bound().stream().map(at -> Figures.time(at, locale)).toList());
    } finally {
      changing.unlock();
    }
  }
}

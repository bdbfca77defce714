package jp.anshin.server.verifications;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.Verification;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.incident.verification.VerificationEvent.LessonsWritten;
import jp.anshin.incident.verification.VerificationEvent.MeasureDone;
import jp.anshin.incident.verification.VerificationEvent.MeasureReopened;
import jp.anshin.incident.verification.VerificationEvent.MeasureSet;
import jp.anshin.law.Figures;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people write after an accident. What a method here has returned from is on disk and in the
 * audit; whoever has not seen the latest state is refused.
 */
@Service
public class Verifications {

  /** Longest lessons: some pages. */
  public static final int LESSONS_CHARACTERS_MAX = 20_000;

  /** Longest description, effect or reason. */
  public static final int WORDS_CHARACTERS_MAX = 4000;

  /** An accident with more measures than this is followed by a project, not by a list. */
  private static final int MEASURES_MAX = 200;

  private final VerificationStore store;
  private final Incidents incidents;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();

  Verifications(
      VerificationStore store,
      Incidents incidents,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** The verification of that incident; empty while nobody has begun it. */
  public Verification of(IncidentId incident) {
    return store.of(incident);
  }

  /** Incidents whose verification somebody has begun, those last touched first. */
  public List<IncidentId> incidents(int limit) {
    return store.incidents(limit);
  }

  /** Writes the lessons; they replace the earlier words, which stay in the record. */
  public Verification writeLessons(IncidentId id, int readRevision, String who, String words) {
    check(words, LESSONS_CHARACTERS_MAX);
    return change(id, readRevision, who, (known, at) -> new LessonsWritten(at, who, needed(words)));
  }

  /**
   * Sets a measure.
   *
   * @param number 0 for a new one, else which one is changed; one that is done is reopened first
   * @param due last day in Japan, not before the accident began
   * @param standards items of the safety and reliability standard, in the writer's words
   * @throws Refusal {@code measure.due-before} when it is
   */
  public Verification setMeasure(
      IncidentId id,
      int readRevision,
      String who,
      int number,
      String what,
      String owner,
      LocalDate due,
      List<String> standards) {
    check(what, WORDS_CHARACTERS_MAX);
    check(owner, WORDS_CHARACTERS_MAX);
    standards.forEach(each -> check(each, WORDS_CHARACTERS_MAX));
    checkDue(incidents.required(id), due);
    return change(
        id,
        readRevision,
        who,
        (known, at) -> {
          int which = number == 0 ? known.nextNumber() : open(known, number).number();
          if (which > MEASURES_MAX) {
            throw new Refusal("verification.too-many", Integer.toString(MEASURES_MAX));
          }
          return new MeasureSet(
              at, who, new Measure(which, needed(what), needed(owner), due, standards, null));
        });
  }

  /** What is to keep an accident from happening again is not due before it happened. */
  private static void checkDue(Incident incident, LocalDate due) {
    LocalDate began = LocalDate.ofInstant(incident.startedAt().earliest(), Figures.JAPAN);
    if (due.isBefore(began)) {
      throw new Refusal("measure.due-before", due.toString(), began.toString());
    }
  }

  /** A measure was done; how its effect was confirmed must be said. */
  public Verification done(IncidentId id, int readRevision, String who, int number, String effect) {
    check(effect, WORDS_CHARACTERS_MAX);
    return change(
        id,
        readRevision,
        who,
        (known, at) -> new MeasureDone(at, who, open(known, number).number(), needed(effect)));
  }

  /** A measure that was done is open again. */
  public Verification reopen(IncidentId id, int readRevision, String who, int number, String why) {
    check(why, WORDS_CHARACTERS_MAX);
    return change(
        id,
        readRevision,
        who,
        (known, at) -> {
          if (measure(known, number).done() == null) {
            throw new Refusal("verification.not-done", Integer.toString(number));
          }
          return new MeasureReopened(at, who, number, needed(why));
        });
  }

  private Verification change(
      IncidentId id,
      int readRevision,
      String who,
      BiFunction<Verification, Instant, VerificationEvent> deed) {
    changing.lock();
    try {
      Incident incident = incidents.required(id);
      Verification known = store.of(id);
      if (known.revision() != readRevision) {
        throw new Refusal("verification.stale");
      }
      Instant at = incident.presentAt(clock.instant());
      Verification after = known.after(deed.apply(known, at));
      transaction.executeWithoutResult(status -> {
        store.append(after);
        audit.record(
            who,
            "verification-" + VerificationStore.TEXT.kind(after.events().getLast()),
            id.value(),
            "");
      });
      return after;
    } finally {
      changing.unlock();
    }
  }

  private static Measure measure(Verification known, int number) {
    return known
        .measure(number)
        .orElseThrow(() -> new Refusal("measure.unknown", Integer.toString(number)));
  }

  private static Measure open(Verification known, int number) {
    Measure measure = measure(known, number);
    if (measure.done() != null) {
      throw new Refusal("verification.is-done", Integer.toString(number));
    }
    return measure;
  }

  private static String needed(String words) {
    if (words.isBlank()) {
      throw new Refusal("verification.empty");
    }
    return words.strip();
  }

  private static void check(String words, int charactersMax) {
    if (words.length() > charactersMax) {
      throw new Refusal("input.too-long", Integer.toString(charactersMax));
    }
    Storable.check(words);
  }
}

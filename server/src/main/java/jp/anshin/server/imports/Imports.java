package jp.anshin.server.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jp.anshin.formats.accident.AccidentCases;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.law.Figures;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.Rulebooks;
import jp.anshin.server.rulebooks.Rulebooks.InForce;
import jp.anshin.server.store.Storable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists of accidents, mostly of base stations: uploaded, read and judged, looked at, and then taken
 * in as a whole or not at all. What a method here has returned from is on disk and in the audit.
 * One change happens at a time.
 */
@Service
public class Imports {

  /** Who does it in the audit when nobody decided in time; no account can be called so. */
  private static final String SWEEPER = "server:imports";

  private final ImportStore store;
  private final Rulebooks rulebooks;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();

  Imports(
      ImportStore store,
      Rulebooks rulebooks,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.rulebooks = rulebooks;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** The lists uploaded last, latest first. */
  public List<AccidentImport> latest(int limit) {
    return store.latest(limit);
  }

  /**
   * That list.
   *
   * @throws Refusal {@code import.unknown} when there is none
   */
  public AccidentImport required(int number) {
    return store
        .find(number)
        .orElseThrow(() -> new Refusal("import.unknown", Integer.toString(number)));
  }

  /** How many real rows of that list that count or would are of each kind. */
  public Map<ImportedKind, Integer> kinds(int number) {
    return store.kinds(number);
  }

  /** How many rows of that list are simulated. */
  public int simulated(int number) {
    return store.simulated(number);
  }

  /** Real rows of that kind that count or would, by line. */
  public List<ImportedAccident> rows(int number, ImportedKind kind, int offset, int limit) {
    return store.rows(number, kind, offset, limit);
  }

  /** Rows of that list that stand so, by line. */
  public List<ImportedAccident> standing(int number, RowStanding standing, int offset, int limit) {
    return store.standing(number, standing, offset, limit);
  }

  /** How many rows of that list stand how. */
  public Map<RowStanding, Integer> standings(int number) {
    return store.standings(number);
  }

  /** What is wrong with its bad rows, by line; at most {@link ImportLimits#FAULTS_MAX} are kept. */
  public List<CaseFault> faults(int number, int offset, int limit) {
    return store.faults(number, offset, limit);
  }

  /** How many of these are kept. */
  public int faultCount(int number) {
    return store.faultCount(number);
  }

  /** What a person should look at in its good rows, by line. */
  public List<CaseFault> notices(int number, int limit) {
    return store.notices(number, limit);
  }

  /** How many rows of each kind no incident stands for; of those a person must look at. */
  public Map<ImportedKind, Integer> waiting(int number) {
    return store.kindsWithoutIncident(number);
  }

  /** For how many rows of that list an incident stands. */
  public int incidents(int number) {
    return store.incidents(number);
  }

  /** Rows of that list that nobody may take in unseen, and no incident stands for. */
  public int needingPerson(int number) {
    return waiting(number).entrySet().stream()
        .filter(each -> each.getKey().needsPerson())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * Every real accident of imported lists that began in these days, in order. Lists that were taken
   * back, duplicates, and rows for which an incident stands are left out.
   *
   * @param first first day in Japanese time
   * @param last last day
   */
  public List<ImportedAccident> linesOf(LocalDate first, LocalDate last) {
    var lines = new ArrayList<ImportedAccident>();
    store.each(first, last, false, lines::add);
    return List.copyOf(lines);
  }

  /** Tells the same one by one, so that a year need not be held at once. */
  public void eachOf(LocalDate first, LocalDate last, Consumer<ImportedAccident> listener) {
    store.each(first, last, false, listener);
  }

  /** How many simulated ones were left out of these days. */
  public int simulatedOf(LocalDate first, LocalDate last) {
    return store.simulated(first, last);
  }

  /**
   * How many real ones that count began at the earliest before that day, and may have begun on it
   * or later: they are counted before it.
   *
   * @param day in Japanese time
   */
  public int reachingInto(LocalDate day) {
    return store.reachingInto(day);
  }

  /** First and last day of all that counts, or nothing when nothing does. */
  public List<LocalDate> days() {
    return store.days(false);
  }

  /**
   * Reads and judges a file. Nothing of it counts until somebody confirms it. The same file once
   * more is the same list as long as nobody has decided on it.
   *
   * @param fileName as the uploader's machine calls it; may be empty
   * @throws Refusal when it is too large, has too many rows or no header that can be used, or is
   *     imported already; nothing of it is kept then
   */
  public AccidentImport upload(String fileName, byte[] file, String who) {
    if (file.length > ImportLimits.OCTETS_MAX) {
      throw new Refusal("import.too-large", Integer.toString(ImportLimits.OCTETS_MAX >> 20));
    }
    String name = name(fileName);
    String digest = digest(file);
    return changing(() -> {
      sweep();
      InForce law = rulebooks.current();
      Optional<AccidentImport> known = store.ofFile(digest);
      if (known.isPresent()) {
        AccidentImport same = known.get();
        if (same.state() == ImportState.IMPORTED) {
          throw new Refusal(
              "import.same-file",
              Integer.toString(same.number()),
              String.valueOf(same.decidedBy()));
        }
        if (same.rulebook() == law.version()) {
          return same;
        }
        end(same, ImportState.CANCELLED, who, "rulebook");
      }
      return read(name, file, digest, law, who);
    });
  }

  private AccidentImport read(String name, byte[] file, String digest, InForce law, String who) {
    Instant now = now();
    var head =
        new AccidentImport(
            store.nextNumber(),
            ImportState.READING,
            name,
            digest,
            file.length,
            law.version(),
            now,
            who,
            now.plus(ImportLimits.PREVIEW_KEPT),
            0,
            0,
            0,
            0,
            false,
            List.of(),
            null,
            null,
            null,
            null,
            "");
    transaction.executeWithoutResult(status -> store.insert(head));
    try {
      return readRows(head, file, law);
    } catch (RuntimeException failure) {
      drop(head.number());
      throw failure;
    }
  }

  private AccidentImport readRows(AccidentImport head, byte[] file, InForce law) {
    LocalDate today = LocalDate.ofInstant(now(), Figures.JAPAN);
    var facts = new CaseFacts(law.law().rulebook(), today);
    var reading = new ImportReading(store, transaction, law.law(), facts, head.number());
    try {
      new AccidentCases(new CaseScope(law.law().rulebook(), today, false))
          .read(new ByteArrayInputStream(file), reading);
    } catch (FaultyCaseException faulty) {
      throw Refusal.told(
          faulty, "import.unreadable", locale -> List.of(sentences(faulty.faults(), locale)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    reading.flush();
    AccidentImport kept =
        transaction.execute(status -> {
          store.read(head.number(), reading.bad(), reading.columns());
          store.mark(head.number());
          AccidentImport read = required(head.number());
          audit.record(
              head.uploadedBy(),
              "import-upload",
              target(read),
              String.format(
                  Locale.ROOT,
                  "%d good, %d bad, %d duplicate, %d conflicting",
                  read.good(),
                  read.bad(),
                  read.duplicates(),
                  read.conflicts()));
          return read;
        });
    return Objects.requireNonNull(kept);
  }

  private static String sentences(List<CaseFault> faults, Locale locale) {
    return faults.stream()
        .map(fault -> fault.sentence("", locale))
        .collect(Collectors.joining(" "));
  }

  /**
   * Takes in every good row of a list at once. Done twice it is done once.
   *
   * @param seen how many rows that need a person whoever confirms has seen
   * @param conflicts how many rows that say something else than what was there; they are kept, and
   *     count nowhere until somebody settles them
   * @throws Refusal {@code import.unseen} or {@code import.conflicts-unseen} when there are others,
   *     {@code import.stale} when the law or what is imported has changed since it was read, {@code
   *     import.nothing} when it has no good row, {@code import.decided} when it was cancelled or
   *     has expired
   */
  public AccidentImport confirm(int number, int seen, int conflicts, String who) {
    return changing(() -> {
      AccidentImport known = required(number);
      if (known.state() == ImportState.IMPORTED) {
        return known;
      }
      checkOpen(known);
      checkLaw(known);
      if (known.good() == 0 && known.conflicts() == 0) {
        throw new Refusal("import.nothing");
      }
      if (known.conflicts() != conflicts) {
        throw new Refusal("import.conflicts-unseen", Integer.toString(known.conflicts()));
      }
      int needing = needingPerson(number);
      if (needing != seen) {
        throw new Refusal("import.unseen", Integer.toString(needing));
      }
      transaction.executeWithoutResult(status -> {
        if (!store.decide(number, ImportState.IMPORTED, now(), who)) {
          throw new Refusal("import.decided", Integer.toString(number));
        }
        audit.record(
            who,
            "import-confirm",
            target(known),
            String.format(
                Locale.ROOT,
                "%d rows, %d of them need a person, %d more conflict",
                known.good(),
                needing,
                known.conflicts()));
      });
      return required(number);
    });
  }

  /** Whoever confirms must have seen what the law says now, and which rows are already there. */
  private void checkLaw(AccidentImport known) {
    if (known.rulebook() != rulebooks.current().version()) {
      throw new Refusal("import.stale", Integer.toString(known.number()));
    }
    Boolean changed = transaction.execute(status -> store.mark(known.number()));
    if (Boolean.TRUE.equals(changed)) {
      throw new Refusal("import.stale", Integer.toString(known.number()));
    }
  }

  /** Nobody wants it; its rows are deleted, for they never counted. */
  public AccidentImport cancel(int number, String who) {
    return changing(() -> {
      AccidentImport known = required(number);
      if (known.state() == ImportState.CANCELLED) {
        return known;
      }
      checkOpen(known);
      end(known, ImportState.CANCELLED, who, "");
      return required(number);
    });
  }

  /**
   * Takes an imported list back as a whole. Its rows stay, and count no more; rows of other lists
   * that were passed over or replaced for them are open again.
   *
   * @throws Refusal {@code import.reason-missing} without a reason, {@code import.not-imported}
   *     when it is not imported
   */
  public AccidentImport withdraw(int number, String why, String who) {
    String reason = reason(why);
    return changing(() -> {
      AccidentImport known = required(number);
      transaction.executeWithoutResult(status -> {
        if (!store.withdraw(number, now(), who, reason)) {
          throw new Refusal("import.not-imported", Integer.toString(number));
        }
        int opened = store.reopen(number);
        audit.record(
            who,
            "import-withdraw",
            target(known),
            opened == 0 ? reason : reason + " (" + opened + " rows of other lists open again)");
      });
      return required(number);
    });
  }

  /** Needed, and short enough. */
  static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty()) {
      throw new Refusal("import.reason-missing");
    }
    if (reason.length() > ImportLimits.WORDS_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(ImportLimits.WORDS_CHARACTERS_MAX));
    }
    Storable.check(reason);
    return reason;
  }

  private void checkOpen(AccidentImport known) {
    if (known.state() != ImportState.PREVIEW || known.expiresAt().isBefore(now())) {
      throw new Refusal("import.decided", Integer.toString(known.number()));
    }
  }

  /** Deletes what a kill left half written, and what nobody decided on in time. */
  private void sweep() {
    for (int number : store.stale(now())) {
      Optional<AccidentImport> expired = store.find(number);
      if (expired.isPresent()) {
        end(expired.get(), ImportState.EXPIRED, SWEEPER, "");
      } else {
        drop(number);
      }
    }
  }

  private void end(AccidentImport known, ImportState state, String who, String why) {
    transaction.executeWithoutResult(status -> {
      if (!store.decide(known.number(), state, now(), who)) {
        throw new Refusal("import.decided", Integer.toString(known.number()));
      }
      store.deleteRows(known.number());
      audit.record(who, "import-" + state.name().toLowerCase(Locale.ROOT), target(known), why);
    });
  }

  private void drop(int number) {
    transaction.executeWithoutResult(status -> {
      store.deleteRows(number);
      store.deleteHalfWritten(number);
    });
  }

  /** One after the other: whoever changes something sees what the last one left. */
  <T> T changing(Supplier<T> change) {
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static String target(AccidentImport known) {
    return "import " + known.number() + " sha256 " + known.digest();
  }

  /** Without directories, and short enough: it is shown, nothing is opened by it. */
  private static String name(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    last = last.substring(last.lastIndexOf('\\') + 1);
    Storable.check(last);
    return last.length() <= ImportLimits.FILE_NAME_CHARACTERS_MAX
        ? last
        : last.substring(0, last.offsetByCodePoints(0, ImportLimits.FILE_NAME_CHARACTERS_MAX / 2));
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}

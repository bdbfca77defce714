package jp.anshin.server.operators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.Operator;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who we are, as this server has been told: by the file of its configuration and by edits on the
 * console, each a version of its own and none ever lost. The latest is in force.
 *
 * <p>At the start the configuration's file becomes a version when it differs from the one that was
 * imported last. So an edit on the console outlives a restart, until someone changes the file: who
 * changed last is right, whichever way they took. The other's text stays among the versions.
 */
@Service
@Lazy(false)
public class OperatorFiles {

  /** Who saved what the configuration's file said. No account may be called so. */
  public static final String CONFIGURATION = "configuration";

  private final OperatorFileStore store;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final ReentrantLock replacing = new ReentrantLock();

  /** What the disk has as the latest version; null while there is none. */
  private volatile @Nullable OperatorFile current;

  OperatorFiles(
      OperatorFileStore store,
      TransactionTemplate transaction,
      Audit audit,
      ApplicationEventPublisher events,
      Clock clock,
      ConfiguredOperator configured) {
    this.store = store;
    this.transaction = transaction;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
    current = store.latest().orElse(null);
    importConfiguration(configured.text());
  }

  /** The version in force, or empty when nobody has said yet who we are. */
  public Optional<OperatorFile> current() {
    return Optional.ofNullable(current);
  }

  /** Who we are on that day in Japanese time, by the version in force. */
  public Optional<Operator> on(LocalDate day) {
    return current().map(file -> file.register().on(day));
  }

  /** Every version, first first. */
  public List<OperatorFile> history() {
    return store.all();
  }

  /**
   * Takes a new text without a reason.
   *
   * @see #replace(String, int, String, String)
   */
  public OperatorFile replace(String by, int readVersion, String text) throws FaultyTextException {
    return replace(by, readVersion, text, "");
  }

  /**
   * Takes a new text. When this returns, the version is on disk and in force.
   *
   * @param by who saves it
   * @param readVersion the version that person saw, 0 when there was none
   * @param text the whole file, comments and all
   * @param why for the audit; may be empty
   * @throws FaultyTextException with every fault and its place; nothing is changed then
   * @throws Refusal {@code operator-file.stale} when someone saved another version meanwhile
   */
  public OperatorFile replace(String by, int readVersion, String text, String why)
      throws FaultyTextException {
    OperatorRegister register = OperatorText.read(text);
    OperatorFile saved;
    replacing.lock();
    try {
      int latest = current().map(OperatorFile::version).orElse(0);
      if (latest != readVersion) {
        throw new Refusal(
            "operator-file.stale", Integer.toString(readVersion), Integer.toString(latest));
      }
      saved = save(by, text, register, why);
    } finally {
      replacing.unlock();
    }
    events.publishEvent(new OperatorFileChanged(saved));
    return saved;
  }

  private void importConfiguration(String text) {
    if (text.isBlank() || store.latestTextBy(CONFIGURATION).filter(text::equals).isPresent()) {
      return;
    }
    try {
      save(CONFIGURATION, text, OperatorText.read(text), "");
    } catch (FaultyTextException faulty) {
      throw Refusal.told(
          faulty, "start.operator-file-faulty", locale -> List.of(told(faulty, locale)));
    }
  }

  private static String told(FaultyTextException faulty, Locale locale) {
    return faulty.faults().stream()
        .map(fault -> "\n" + fault.place() + " " + fault.sentence(locale))
        .collect(Collectors.joining());
  }

  private OperatorFile save(String by, String text, OperatorRegister register, String why) {
    int version = current().map(OperatorFile::version).orElse(0) + 1;
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var file = new OperatorFile(version, text, register, at, by);
    transaction.executeWithoutResult(status -> {
      store.insert(file);
      audit.record(by, "replace-operator-file", target(file), why);
    });
    current = file;
    return file;
  }

  /** Names the text by its hash, so that the audit's chain covers the text too. */
  private static String target(OperatorFile file) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(file.text().getBytes(StandardCharsets.UTF_8));
      return "operator-file version "
          + file.version()
          + " sha256 "
          + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}

package jp.anshin.server.rulebooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.formats.rulebook.RulebookException;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Origin;
import jp.anshin.law.Rulebook;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Moments;
import jp.anshin.server.store.Storable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The law of accidents in force on this server. The shipped rulebook is, until somebody edits it;
 * each edit is a version and none is ever lost. Determinations that were made keep the thresholds
 * and articles they were made with.
 */
@Service
public class Rulebooks {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final ReentrantLock replacing = new ReentrantLock();
  private volatile InForce current;

  /**
   * What is in force.
   *
   * @param version 0 for the shipped rulebook that nobody has edited
   * @param text as it was written, the shipped one's where that is in force
   * @param law by which is judged
   */
  public record InForce(int version, String text, AccidentLaw law) {}

  Rulebooks(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Audit audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
    List<RulebookVersion> known = history();
    this.current =
        known.isEmpty()
            ? new InForce(0, RulebookText.shippedText(), new AccidentLaw(RulebookText.shipped()))
            : inForce(known.getLast());
  }

  /** What is in force. */
  public InForce current() {
    return current;
  }

  /** Every version that somebody put in force, first first. */
  public List<RulebookVersion> history() {
    return jdbc.sql("select * from rulebook order by version").query(Rulebooks::version).list();
  }

  /**
   * Puts another rulebook in force. When this returns it is on disk, and what goes on is judged by
   * it.
   *
   * @param readVersion the version that person saw, 0 for the shipped one
   * @param text the whole file; empty takes the shipped one back into force
   * @param why for the audit; never blank, for the law is not changed without a reason
   * @throws RulebookException with every fault and its place; nothing is changed then
   * @throws Refusal {@code rulebook.stale} when someone saved another version meanwhile, {@code
   *     rulebook.reason-missing} without a reason
   */
  public InForce replace(String by, int readVersion, String text, String why)
      throws RulebookException {
    if (why.isBlank()) {
      throw new Refusal("rulebook.reason-missing");
    }
    Storable.check(text);
    Storable.check(why);
    Rulebook read = text.isEmpty() ? RulebookText.shipped() : RulebookText.read(text);
    replacing.lock();
    try {
      if (current.version() != readVersion) {
        throw new Refusal(
            "rulebook.stale", Integer.toString(readVersion), Integer.toString(current.version()));
      }
      current = save(by, readVersion + 1, text, read, why);
    } finally {
      replacing.unlock();
    }
    events.publishEvent(new RulebookChanged(current.law()));
    return current;
  }

  private InForce save(String by, int version, String text, Rulebook read, String why) {
    Instant at = clock.instant();
    transaction.executeWithoutResult(status -> {
      jdbc.sql("insert into rulebook (version, saved_at, saved_by, content) values (?, ?, ?, ?)")
          .params(version, Moments.stored(at), by, text)
          .update();
      audit.record(
          by, "replace-rulebook", "version " + version + (text.isEmpty() ? " shipped" : ""), why);
    });
    return new InForce(version, written(text), law(read, by, at));
  }

  private static InForce inForce(RulebookVersion kept) {
    try {
      Rulebook rulebook = kept.shipped() ? RulebookText.shipped() : RulebookText.read(kept.text());
      return new InForce(
          kept.version(), written(kept.text()), law(rulebook, kept.savedBy(), kept.savedAt()));
    } catch (RulebookException unreadable) {
      throw Refusal.told(
          unreadable,
          "start.rulebook-faulty",
          locale ->
              List.of(Integer.toString(kept.version()), unreadable.sentences("rulebook", locale)));
    }
  }

  /** What was edited here is told wherever it decides. */
  private static AccidentLaw law(Rulebook rulebook, String by, Instant at) {
    return new AccidentLaw(rulebook, RulebookText.shipped(), Origin.of(by, at, ""));
  }

  private static String written(String text) {
    return text.isEmpty() ? RulebookText.shippedText() : text;
  }

  private static RulebookVersion version(ResultSet row, int number) throws SQLException {
    return new RulebookVersion(
        row.getInt("version"),
        row.getString("content"),
        Moments.read(row, "saved_at"),
        row.getString("saved_by"));
  }
}

package jp.anshin.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.server.store.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The chain of changes. Each entry holds the hash of the one before, so that an entry changed or
 * removed later breaks the chain where it was. It proves nothing against someone who rewrites the
 * whole chain: for that, keep the last hash outside.
 */
@Repository
public class Audit {

  /** A page of the console; more is read page by page. */
  public static final int PAGE_MAX = 200;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** One writer at a time from reading the last hash until the commit. */
  private final ReentrantLock writing = new ReentrantLock();

  Audit(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Adds an entry in the running transaction: what was done and its entry are kept together or not
   * at all.
   *
   * @throws IllegalStateException when no transaction runs
   */
  public void record(String who, String action, String target, String why) {
    hold();
    append(who, action, target, why);
  }

  /** The latest entries before that sequence number, latest first; at most {@link #PAGE_MAX}. */
  public List<AuditEntry> before(long sequence) {
    return jdbc.sql("select * from audit_entry where sequence < ? order by sequence desc limit ?")
        .params(sequence, PAGE_MAX)
        .query(Audit::entry)
        .list();
  }

  /** When the first entry was made: since when there are people who use this server. */
  public Optional<Instant> since() {
    return jdbc.sql("select * from audit_entry order by sequence limit 1")
        .query(Audit::entry)
        .optional()
        .map(AuditEntry::at);
  }

  /** Sequence number of the first entry that is not as it was written, or empty when all are. */
  public OptionalLong firstBroken() {
    String previous = AuditEntry.NOTHING_BEFORE;
    long expected = 1;
    while (true) {
      List<AuditEntry> page =
          jdbc.sql("select * from audit_entry where sequence >= ? order by sequence limit ?")
              .params(expected, PAGE_MAX)
              .query(Audit::entry)
              .list();
      for (AuditEntry entry : page) {
        if (entry.sequence() != expected || !entry.isIntactAfter(previous)) {
          return OptionalLong.of(expected);
        }
        previous = entry.hash();
        expected++;
      }
      if (page.isEmpty()) {
        return OptionalLong.empty();
      }
    }
  }

  private void append(String who, String action, String target, String why) {
    Optional<AuditEntry> last =
        jdbc.sql("select * from audit_entry order by sequence desc limit 1")
            .query(Audit::entry)
            .optional();
    String previous = last.map(AuditEntry::hash).orElse(AuditEntry.NOTHING_BEFORE);
    long sequence = last.map(AuditEntry::sequence).orElse(0L) + 1;
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AuditEntry entry = AuditEntry.following(previous, sequence, at, who, action, target, why);
    jdbc.sql("insert into audit_entry values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            entry.sequence(),
            Moments.stored(entry.at()),
            entry.who(),
            entry.action(),
            entry.target(),
            entry.why(),
            entry.previousHash(),
            entry.hash())
        .update();
  }

  /** Holds the chain until the transaction has ended, whichever way. */
  private void hold() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("an audit entry needs the transaction of its change");
    }
    writing.lock();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            writing.unlock();
          }
        });
  }

  private static AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("sequence"),
        Moments.read(row, "at"),
        row.getString("who"),
        row.getString("action"),
        row.getString("target"),
        row.getString("why"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}

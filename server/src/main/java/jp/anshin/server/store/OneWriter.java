package jp.anshin.server.store;

import java.io.Serial;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import jp.anshin.server.refusal.Refusal;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * Lets one transaction run at a time. H2 saves the trees of its file one after the other: if
 * another transaction writes meanwhile, a kill can leave a row that nobody committed and nobody can
 * take back, and whoever changes it waits for ever (docs/adr/0004). Reading outside a transaction
 * goes on.
 */
final class OneWriter extends JdbcTransactionManager {

  @Serial private static final long serialVersionUID = 1L;

  /** Fair, so that a busy sensor does not keep people waiting. */
  private final ReentrantLock writing = new ReentrantLock(true);

  private final transient DiskRoom room;
  private final String place;

  /**
   * @param room what the disk must have before a transaction begins
   * @param place what messages call the database
   */
  OneWriter(DataSource source, DiskRoom room, String place) {
    super(source);
    this.room = room;
    this.place = place;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    if (!room.isThere()) {
      var refusal = new Refusal("store.disk-full", place);
      throw new CannotCreateTransactionException(refusal.code() + " " + place, refusal);
    }
    writing.lock();
    boolean begun = false;
    try {
      super.doBegin(transaction, definition);
      begun = true;
    } finally {
      if (!begun) {
        writing.unlock();
      }
    }
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    try {
      super.doCleanupAfterCompletion(transaction);
    } finally {
      writing.unlock();
    }
  }
}

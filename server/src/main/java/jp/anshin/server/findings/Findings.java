package jp.anshin.server.findings;

import java.util.List;
import java.util.Optional;
import jp.anshin.core.Detection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the route guard found that is no incident: nobody is paged for it and no clock of the law
 * runs, but it is kept and shown. What a method here has returned from is on disk.
 */
@Service
public class Findings {

  /** So many are kept; those that go on always are. */
  static final int KEPT = 10_000;

  private final FindingStore store;
  private final TransactionTemplate transaction;

  Findings(FindingStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /** Keeps a statement; a revision that is known, or older than the known one, changes nothing. */
  public void accept(Detection found) {
    transaction.executeWithoutResult(status -> {
      Optional<Integer> known = store.revision(found.id());
      if (known.isEmpty()) {
        store.insert(found);
        store.leave(KEPT);
      } else if (known.get() < found.revision()) {
        store.update(found);
      }
    });
  }

  /**
   * The latest, those that go on first.
   *
   * @param limit at most so many
   * @param offset after so many
   */
  public List<Detection> latest(int limit, int offset) {
    return store.latest(limit, offset);
  }
}

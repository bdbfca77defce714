package jp.anshin.server.routes;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Looks into what routers have sent, as far as the journal keeps it. One at a time: it reads as
 * fast as one core can, and the other ones are for detection.
 */
@Service
public class PastRoutes {

  /** Messages of one answer. */
  public static final int CHANGES_MAX = 200;

  /** How long one look may take. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private final Semaphore one = new Semaphore(1, true);
  private volatile @Nullable Source source;

  /** Who has the past. */
  public interface Source {
    /** Looks, on the thread of who asks. */
    Past look(PastQuery query) throws IOException;
  }

  /**
   * Looks.
   *
   * @throws Refusal {@code routes.not-watching} when nobody keeps what routers send, {@code
   *     routes.busy} when another one looks, {@code routes.past-damaged} when the journal cannot be
   *     read
   */
  public Past look(PastQuery query) {
    boolean mine = false;
    try {
      mine = one.tryAcquire(2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        throw new Refusal("routes.busy");
      }
      var from = source;
      if (from == null) {
        throw new Refusal("routes.not-watching");
      }
      return from.look(query);
    } catch (IOException unreadable) {
      throw Refusal.because(
          unreadable, "routes.past-damaged", String.valueOf(unreadable.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Refusal.because(interrupted, "routes.busy");
    } finally {
      if (mine) {
        one.release();
      }
    }
  }

  /** What was sent can be looked at from now on. */
  public void open(Source from) {
    source = from;
  }

  /** No more; who looks now is waited for, since the files are closed after this. */
  public void close() {
    source = null;
    one.acquireUninterruptibly();
    one.release();
  }
}

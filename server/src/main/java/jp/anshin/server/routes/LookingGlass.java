package jp.anshin.server.routes;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Where those who want to look into the tables meet the one thread that owns them. It answers when
 * it has time, so there is a bound to how many may wait and to how long.
 */
@Service
public class LookingGlass {

  /** Routes of one answer; what else there is is counted. */
  public static final int ROUTES_MAX = 200;

  /** How long one look may take from the question on; then what was found by then is the answer. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  /** The tables may be busy with their own snapshot when the time is over. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Questions that wait at once. */
  static final int WAITING_MAX = 8;

  private final Queue<Look> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean open;

  /** A question and where its answer goes. */
  public static final class Look {
    private final RouteQuery query;
    private final long askedNanos = System.nanoTime();
    private final CompletableFuture<Looked> answer = new CompletableFuture<>();

    Look(RouteQuery query) {
      this.query = query;
    }

    /** What is asked. */
    public RouteQuery query() {
      return query;
    }

    /** How long ago it was asked. */
    public Duration age() {
      return Duration.ofNanos(System.nanoTime() - askedNanos);
    }

    /** Whether nobody waits for the answer any more. */
    public boolean isGivenUp() {
      return answer.isDone();
    }

    /** Answers it. */
    public void answer(Looked looked) {
      answer.complete(looked);
    }

    /** Cannot answer it. */
    public void fail(RuntimeException why) {
      answer.completeExceptionally(why);
    }
  }

  /**
   * Looks, and waits for the answer.
   *
   * @throws Refusal {@code routes.not-watching} when nobody holds tables, {@code routes.busy} when
   *     too many wait already, or the answer did not come in time
   */
  public Looked look(RouteQuery query) {
    if (!open) {
      throw new Refusal("routes.not-watching");
    }
    if (count.incrementAndGet() > WAITING_MAX) {
      count.decrementAndGet();
      throw new Refusal("routes.busy");
    }
    var look = new Look(query);
    try {
      waiting.add(look);
      if (!open) {
        throw new Refusal("routes.not-watching"); // it ended between the two looks at it
      }
      return look.answer.get(LIMIT.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw Refusal.because(late, "routes.busy");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a look into the tables failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Refusal.because(interrupted, "routes.busy");
    } finally {
      look.answer.cancel(false);
      waiting.remove(look);
      count.decrementAndGet();
    }
  }

  /** The tables are there: questions are taken. */
  public void open() {
    open = true;
  }

  /** The tables are gone: who waits is told so. */
  public void close() {
    open = false;
    for (Look look = next(); look != null; look = next()) {
      look.fail(new Refusal("routes.not-watching"));
    }
  }

  /** Whether somebody waits; costs next to nothing. */
  public boolean isAsked() {
    return count.get() > 0;
  }

  /** The next question, or null when there is none that was not taken. */
  public @Nullable Look next() {
    return waiting.poll();
  }
}

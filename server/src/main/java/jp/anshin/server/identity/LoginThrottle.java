package jp.anshin.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Slows down guessing: after some wrong passwords for one name, none is tried for a while. */
@Component
class LoginThrottle {

  static final int FAILURES_MAX = 5;
  static final Duration PAUSE = Duration.ofMinutes(5);

  /** Names that are remembered; the oldest is forgotten first, so memory stays bounded. */
  private static final int NAMES_MAX = 10_000;

  /** No account has a longer name: nobody fills the memory with what can never be let in. */
  private static final int NAME_LENGTH_MAX = 40;

  /** A password is compared in a tenth of a second. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** What became of a guess. */
  enum Guess {
    RIGHT,
    WRONG,
    UNKNOWN
  }

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > NAMES_MAX;
        }
      };

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /** Guesses that are being compared; as many as there are requests. */
  private final Map<String, Integer> underway = new HashMap<>();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Lets a guess for that name begin; {@link #end} must follow. Guesses at the same moment count as
   * if each were wrong: where they could be too many, the later ones wait for what becomes of the
   * earlier. A program may so ask many things at once with the right password.
   *
   * @return false when the name must wait for {@link #PAUSE}, or no guess ended in good time
   */
  boolean begin(String name) {
    lock.lock();
    try {
      long nanos = WAIT.toNanos();
      while (failuresOf(name) + underway.getOrDefault(name, 0) >= FAILURES_MAX) {
        if (failuresOf(name) >= FAILURES_MAX || nanos <= 0) {
          return false;
        }
        nanos = ended.awaitNanos(nanos);
      }
      underway.merge(name, 1, Integer::sum);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** What became of a guess. Where it is not known, it counts as neither right nor wrong. */
  void end(String name, Guess guess) {
    lock.lock();
    try {
      underway.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
      if (guess == Guess.RIGHT) {
        failures.remove(name);
      } else if (guess == Guess.WRONG && name.length() <= NAME_LENGTH_MAX) {
        failures.put(name, new Failures(failuresOf(name) + 1, clock.instant()));
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int failuresOf(String name) {
    Failures known = failures.get(name);
    return known != null && isRecent(known) ? known.count() : 0;
  }

  private boolean isRecent(Failures known) {
    return clock.instant().isBefore(known.last().plus(PAUSE));
  }
}

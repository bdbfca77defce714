package jp.anshin.server.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after some wrong passwords for one name from one source, none is tried from
 * there for a while. Nobody else is kept out: not from elsewhere, and under no other name. While
 * many guess one name from many places, a source from which that account was not opened lately has
 * fewer guesses and a longer pause; one that has not failed itself is let try all the same.
 */
@Component
class LoginThrottle {

  /** Wrong passwords for one name from one source, and the pause after the last of them. */
  static final int FAILURES_MAX = 5;

  static final Duration PAUSE = Duration.ofMinutes(5);

  /** So many for one name from anywhere, none half an hour after the one before, are an attack. */
  static final int ATTACK = 100;

  /** During one, for sources from which the account was not opened lately. */
  static final int ATTACKED_FAILURES_MAX = 2;

  static final Duration ATTACKED_PAUSE = Duration.ofMinutes(30);

  /** So long a source from which the account was opened is known. */
  static final Duration KNOWN = Duration.ofDays(30);

  /** Of each sort so many are remembered; the oldest is forgotten, so memory stays bounded. */
  private static final int REMEMBERED_MAX = 10_000;

  /** No account has a longer name: nobody fills the memory with what can never be let in. */
  private static final int NAME_LENGTH_MAX = 40;

  /** A password is compared in a tenth of a second. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** A line to a home or an office has as many IPv6 addresses as it likes, in one such prefix. */
  private static final int IPV6_PREFIX_BYTES = 7;

  /** What became of a guess. */
  enum Guess {
    RIGHT,
    WRONG,
    UNKNOWN
  }

  /**
   * Who is guessed, and from where.
   *
   * @param name of the account, whether or not there is one
   * @param source an IPv4 address, or a /56 of IPv6; empty where it is not known
   */
  record Guesser(String name, String source) {

    /** From the address of a connection. */
    static Guesser of(String name, String address) {
      return new Guesser(name, source(address));
    }

    private static String source(String address) {
      try {
        InetAddress literal = InetAddress.ofLiteral(address);
        return literal instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), IPV6_PREFIX_BYTES))
            : literal.getHostAddress();
      } catch (IllegalArgumentException none) {
        return "";
      }
    }
  }

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<Guesser, Failures> failures = bounded();
  private final Map<String, Failures> ofName = bounded();
  private final Map<Guesser, Instant> opened = bounded();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /** Guesses that are being compared; as many as there are requests. */
  private final Map<Guesser, Integer> underway = new HashMap<>();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED_MAX;
      }
    };
  }

  /**
   * Lets a guess begin; {@link #end} must follow. Guesses at the same moment count as if each were
   * wrong: where they could be too many, the later ones wait for what becomes of the earlier. A
   * program may so ask many things at once with the right password.
   *
   * @return zero when it begins; else how long to wait, and {@link #end} must not follow
   */
  Duration begin(Guesser guesser) {
    lock.lock();
    try {
      long nanos = WAIT.toNanos();
      while (failuresOf(guesser) + underway.getOrDefault(guesser, 0) >= most(guesser)) {
        if (failuresOf(guesser) >= most(guesser)) {
          return remaining(guesser);
        }
        if (nanos <= 0) {
          return WAIT;
        }
        nanos = ended.awaitNanos(nanos);
      }
      underway.merge(guesser, 1, Integer::sum);
      return Duration.ZERO;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return WAIT;
    } finally {
      lock.unlock();
    }
  }

  /** What became of a guess. Where it is not known, it counts as neither right nor wrong. */
  void end(Guesser guesser, Guess guess) {
    lock.lock();
    try {
      underway.computeIfPresent(guesser, (key, count) -> count == 1 ? null : count - 1);
      if (guess == Guess.RIGHT) {
        failures.remove(guesser);
        remember(opened, guesser, clock.instant());
      } else if (guess == Guess.WRONG && guesser.name().length() <= NAME_LENGTH_MAX) {
        remember(failures, guesser, new Failures(failuresOf(guesser) + 1, clock.instant()));
        int before = recent(ofName.get(guesser.name()), ATTACKED_PAUSE);
        remember(ofName, guesser.name(), new Failures(before + 1, clock.instant()));
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The last one is forgotten last. */
  private static <K, V> void remember(Map<K, V> among, K key, V value) {
    among.remove(key);
    among.put(key, value);
  }

  private int failuresOf(Guesser guesser) {
    return recent(failures.get(guesser), pause(guesser));
  }

  private int most(Guesser guesser) {
    return isSlowed(guesser) ? ATTACKED_FAILURES_MAX : FAILURES_MAX;
  }

  private Duration pause(Guesser guesser) {
    return isSlowed(guesser) ? ATTACKED_PAUSE : PAUSE;
  }

  private boolean isSlowed(Guesser guesser) {
    Instant known = opened.get(guesser);
    return recent(ofName.get(guesser.name()), ATTACKED_PAUSE) >= ATTACK
        && (known == null || !clock.instant().isBefore(known.plus(KNOWN)));
  }

  private Duration remaining(Guesser guesser) {
    Failures known = failures.get(guesser);
    return known == null
        ? PAUSE
        : Duration.between(clock.instant(), known.last().plus(pause(guesser)));
  }

  private int recent(@Nullable Failures known, Duration pause) {
    return known != null && clock.instant().isBefore(known.last().plus(pause)) ? known.count() : 0;
  }
}

package jp.anshin.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > NAMES_MAX;
        }
      };

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Whether that name must wait. */
  synchronized boolean isPaused(String name) {
    Failures known = failures.get(name);
    return known != null && known.count() >= FAILURES_MAX && isRecent(known);
  }

  /** A wrong password for that name. */
  synchronized void failed(String name) {
    if (name.length() > NAME_LENGTH_MAX) {
      return;
    }
    Failures known = failures.get(name);
    int before = known != null && isRecent(known) ? known.count() : 0;
    failures.put(name, new Failures(before + 1, clock.instant()));
  }

  /** The right password for that name. */
  synchronized void succeeded(String name) {
    failures.remove(name);
  }

  private boolean isRecent(Failures known) {
    return clock.instant().isBefore(known.last().plus(PAUSE));
  }
}

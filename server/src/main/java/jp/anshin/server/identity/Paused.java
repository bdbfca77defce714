package jp.anshin.server.identity;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/**
 * No password is compared now for that name from there, whether or not there is such an account.
 */
final class Paused extends LockedException {

  @Serial private static final long serialVersionUID = 1;

  private final Duration wait;

  Paused(Duration wait) {
    super("too many wrong passwords");
    this.wait = wait;
  }

  /** In whole seconds, at least one. */
  long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** In whole minutes, at least one. */
  long minutes() {
    return minutes(wait);
  }

  static long minutes(Duration wait) {
    return Math.max(1, wait.plusSeconds(59).plusMillis(999).toMinutes());
  }
}

package jp.anshin.formats.lpwa;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the event time of what a log tells: that of the provider's side, else when it was
 * received, else, for messages that have nothing better, the gateway's own while it can be true,
 * else the last time the log has told, since a log is written in order.
 */
final class LogClock {

  /** No network of these kinds is older: a clock that says so was never set. */
  static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

  /** Nothing was sent so much later than it was received. */
  static final Duration AHEAD_MAX = Duration.ofHours(1);

  private final Instant notAfter;
  private @Nullable Instant last;

  /**
   * @param notAfter no event can be later, for instance the present
   */
  LogClock(Instant notAfter) {
    this.notAfter = notAfter;
  }

  /** Event time of a message whose provider may have told one. */
  Instant at(Message message, @Nullable Instant provider) throws Unusable {
    return at(message, provider, null);
  }

  /** The same where a gateway's own time is better than none. */
  Instant at(Message message, @Nullable Instant provider, @Nullable Instant gateway)
      throws Unusable {
    Instant received = message.receivedAt();
    for (Instant each : new @Nullable Instant[] {provider, received, gateway, last}) {
      if (each != null && canBe(each, received)) {
        last = each;
        return each;
      }
    }
    boolean told = provider != null || received != null || gateway != null;
    throw Unusable.fault(told ? "time.implausible" : "time.missing");
  }

  /** The time of what comes late: when it was received, else where it stands in the log. */
  Instant ofLate(Message message, @Nullable Instant sent) throws Unusable {
    Instant behind = last;
    Instant latest = sent == null || (behind != null && behind.isAfter(sent)) ? behind : sent;
    return message.receivedAt() == null ? at(message, latest) : at(message, null);
  }

  private boolean canBe(Instant at, @Nullable Instant received) {
    return !at.isBefore(EARLIEST)
        && !at.isAfter(notAfter)
        && (received == null || !at.isAfter(received.plus(AHEAD_MAX)));
  }
}

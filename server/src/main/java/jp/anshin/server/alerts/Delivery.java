package jp.anshin.server.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the telling of one alert by one channel is.
 *
 * @param alert key of the alert
 * @param channel name of the channel
 * @param state how far
 * @param attempts how often it was tried
 * @param nextAt when it is tried again, while it waits
 * @param settledAt when it arrived or was given up, or null while it waits
 * @param fault why the last attempt failed, a key of its words; empty when none has
 * @param detail what the other side said; empty when nothing, never a secret
 */
public record Delivery(
    String alert,
    String channel,
    State state,
    int attempts,
    Instant nextAt,
    @Nullable Instant settledAt,
    String fault,
    String detail) {

  /** The fault of one that was left, because the channel was told more of the same thing. */
  static final String REPLACED = "replaced";

  /** How far. */
  public enum State {
    /** To be tried, or tried again. */
    WAITING,
    /** The channel has taken it. */
    SENT,
    /** Not tried any more: somebody must look. */
    GIVEN_UP
  }

  /** Whether it failed at least once and has not arrived. */
  public boolean isFailing() {
    return state != State.SENT && !fault.isEmpty() && !fault.equals(REPLACED);
  }
}

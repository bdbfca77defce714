package jp.anshin.server.alerts;

import java.time.Duration;
import jp.anshin.server.rounds.Rounds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Gives a sign of life at each period. */
@Component
@Lazy(false)
class HeartbeatClock extends Rounds {

  private final ObjectProvider<Heartbeat> heartbeat;

  HeartbeatClock(ObjectProvider<Heartbeat> heartbeat, AlertOptions options) {
    super("heartbeat", period(options).toSeconds());
    this.heartbeat = heartbeat;
  }

  /** While nobody outside listens, it is looked at once a day that this is so. */
  private static Duration period(AlertOptions options) {
    AlertOptions.Heartbeat asked = options.heartbeat();
    return asked == null ? Duration.ofDays(1) : asked.period();
  }

  @Override
  protected void round() {
    heartbeat.getObject().beat();
  }
}

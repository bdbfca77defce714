package jp.anshin.server.alerts;

import jp.anshin.server.rounds.Rounds;
import jp.anshin.server.standby.Standby;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Looks again and again for what somebody on call must take. */
@Component
@Lazy(false)
class CallClock extends Rounds {

  /** What is detected is told within so long. */
  private static final long SECONDS_BETWEEN_LOOKS = 2;

  /** What goes on unchanged is looked at every minute. */
  private static final int LOOKS_BETWEEN_ALL = 30;

  private final ObjectProvider<Detections> detections;
  private final ObjectProvider<Calls> calls;
  private final Standby standby;
  private int looks;

  /**
   * @param detections made at the first look: reading the law would delay the start
   * @param standby a station that stands by raises nothing
   */
  CallClock(ObjectProvider<Detections> detections, ObjectProvider<Calls> calls, Standby standby) {
    super("calls", SECONDS_BETWEEN_LOOKS);
    this.detections = detections;
    this.calls = calls;
    this.standby = standby;
  }

  @Override
  protected void round() {
    if (standby.isOn()) {
      looks = 0; // whoever is made active looks at everything at once
      return;
    }
    Detections known = detections.getObject();
    known.look();
    if (looks++ % LOOKS_BETWEEN_ALL == 0) {
      known.lookAtAll();
    }
    calls.getObject().look();
  }
}

package jp.anshin.server.alerts;

import jp.anshin.server.rounds.Rounds;
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
  private int looks;

  /**
   * @param detections made at the first look: reading the law would delay the start
   */
  CallClock(ObjectProvider<Detections> detections, ObjectProvider<Calls> calls) {
    super("calls", SECONDS_BETWEEN_LOOKS);
    this.detections = detections;
    this.calls = calls;
  }

  @Override
  protected void round() {
    Detections known = detections.getObject();
    known.look();
    if (looks++ % LOOKS_BETWEEN_ALL == 0) {
      known.lookAtAll();
    }
    calls.getObject().look();
  }
}

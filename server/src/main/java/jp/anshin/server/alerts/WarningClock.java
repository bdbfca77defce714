package jp.anshin.server.alerts;

import jp.anshin.server.rounds.Rounds;
import jp.anshin.server.standby.Standby;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Looks again and again, as time passes, for what others must be told of. */
@Component
@Lazy(false)
class WarningClock extends Rounds {

  /** The shortest warning is ten minutes ahead. */
  private static final long SECONDS_BETWEEN_LOOKS = 10;

  /** What is due on a day is looked at every ten minutes. */
  private static final int LOOKS_BETWEEN_LOOKING_BACK = 60;

  private final ObjectProvider<Warnings> warnings;
  private final Standby standby;
  private int looks;

  /**
   * @param warnings made at the first look: reading the law would delay the start
   * @param standby a station that stands by raises nothing
   */
  WarningClock(ObjectProvider<Warnings> warnings, Standby standby) {
    super("warnings", SECONDS_BETWEEN_LOOKS);
    this.warnings = warnings;
    this.standby = standby;
  }

  @Override
  protected void round() {
    if (standby.isOn()) {
      looks = 0; // whoever is made active looks at everything at once
      return;
    }
    Warnings known = warnings.getObject();
    known.look();
    if (looks++ % LOOKS_BETWEEN_LOOKING_BACK == 0) {
      known.lookBack();
    }
  }
}

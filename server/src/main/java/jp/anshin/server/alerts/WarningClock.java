package jp.anshin.server.alerts;

import jp.anshin.server.rounds.Rounds;
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
  private int looks;

  /**
   * @param warnings made at the first look: reading the law would delay the start
   */
  WarningClock(ObjectProvider<Warnings> warnings) {
    super("warnings", SECONDS_BETWEEN_LOOKS);
    this.warnings = warnings;
  }

  @Override
  protected void round() {
    Warnings known = warnings.getObject();
    known.look();
    if (looks++ % LOOKS_BETWEEN_LOOKING_BACK == 0) {
      known.lookBack();
    }
  }
}

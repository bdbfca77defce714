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

  private final ObjectProvider<Warnings> warnings;

  /**
   * @param warnings made at the first look: reading the law would delay the start
   */
  WarningClock(ObjectProvider<Warnings> warnings) {
    super("warnings", SECONDS_BETWEEN_LOOKS);
    this.warnings = warnings;
  }

  @Override
  protected void round() {
    warnings.getObject().look();
  }
}

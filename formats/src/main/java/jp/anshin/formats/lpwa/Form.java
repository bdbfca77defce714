package jp.anshin.formats.lpwa;

import java.util.function.Consumer;
import jp.anshin.lpwa.event.LpwaEvent;

/** A format in which a network tells something. */
interface Form {

  /** Every gateway that heard one frame; no place on earth has more within reach. */
  int RECEPTIONS_MAX = 512;

  /** Whether the message is of this format. */
  boolean fits(Message message);

  /**
   * Gives the events that it tells.
   *
   * @throws Unusable when it tells none
   */
  void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable;
}

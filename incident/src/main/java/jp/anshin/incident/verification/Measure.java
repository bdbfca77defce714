package jp.anshin.incident.verification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something done so that an accident does not happen again (再発防止策).
 *
 * @param number from 1, in the order they were set
 * @param what what is done; never blank
 * @param owner who answers for it; never blank
 * @param due by when, a day in Japan
 * @param standards items of the safety and reliability standard (情報通信ネットワーク安全・信頼性基準) it serves, in
 *     the writer's words; may be empty
 * @param done how it was done, or null while it is open
 */
public record Measure(
    int number,
    String what,
    String owner,
    LocalDate due,
    List<String> standards,
    @Nullable Done done) {

  public Measure {
    if (number < 1 || what.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException("a measure needs a number, what is done and an owner");
    }
    standards = List.copyOf(standards);
  }

  /**
   * That it was done.
   *
   * @param at when that was said
   * @param by who said so
   * @param effect how it was confirmed that it works; never blank
   */
  public record Done(Instant at, String by, String effect) {

    public Done {
      if (effect.isBlank()) {
        throw new IllegalArgumentException("a measure is done when its effect was looked at");
      }
    }
  }

  /** Whether its day has passed while it is open. */
  public boolean isOverdue(LocalDate today) {
    return done == null && today.isAfter(due);
  }

  Measure with(@Nullable Done nowDone) {
    return new Measure(number, what, owner, due, standards, nowDone);
  }
}

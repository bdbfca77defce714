package jp.anshin.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has stated about an event, under the key of a {@link Clause} or of a duty.
 *
 * @param truth whether it is so
 * @param quantity how many, for a clause with a threshold; unknown otherwise
 * @param day for a duty, the day on which its time starts (known, stopped, restricted), in Japanese
 *     time; null while nobody has said
 * @param origin who said so, when and on what evidence, or null when that was not kept
 */
public record Statement(
    Truth truth, Bounds quantity, @Nullable LocalDate day, @Nullable Origin origin) {

  /** That it is so, is not so, or is not known. */
  public static Statement of(Truth truth) {
    return new Statement(truth, Bounds.UNKNOWN, null, null);
  }

  /** That it happened, and on which day the time of its duty started. */
  public static Statement on(LocalDate day) {
    return new Statement(Truth.YES, Bounds.UNKNOWN, day, null);
  }

  /** How many, within bounds. */
  public static Statement quantity(Bounds quantity) {
    return new Statement(Truth.UNDETERMINED, quantity, null, null);
  }
}

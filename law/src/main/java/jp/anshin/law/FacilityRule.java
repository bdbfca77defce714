package jp.anshin.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rule for satellites, submarine cables and the like: serious by duration alone.
 *
 * @param id name within the rulebook
 * @param validFrom first day
 * @param validTo last day, or null while no end is known
 * @param durationMinutes minutes for which all communication over it is impossible
 * @param citation article and words
 */
public record FacilityRule(
    String id,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    long durationMinutes,
    Citation citation) {

  /**
   * Key of the fact that such a facility lost much of its function or was gravely damaged, which is
   * a duty of its own where it is no serious accident (58条の2).
   */
  public static final String NEAR_ACCIDENT = "near-accident-critical-facility";

  /** Whether it was in force on that day. */
  public boolean inForceOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
  }
}

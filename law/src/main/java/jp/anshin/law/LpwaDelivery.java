package jp.anshin.law;

import org.jspecify.annotations.Nullable;

/**
 * How an LPWA service is delivered and which part of it failed (report of 2018, 3.2.2(1)).
 *
 * @param form id of one of the rulebook's {@link LpwaRule.Form}s, or null when unknown
 * @param failedPart which part failed, or null when unknown
 * @param bandDelay whether it was a delay or the like between sensor and gateway that comes from
 *     the unlicensed band itself
 * @param usersPartCounts the named switch of what the law leaves open: whether the failure of a
 *     part that the user owns is an accident of the operator; undetermined unless somebody decided
 */
public record LpwaDelivery(
    @Nullable String form, @Nullable Part failedPart, Truth bandDelay, Truth usersPartCounts) {

  /** A part of an LPWA service. */
  public enum Part {
    /** The gateway, or the base station of cellular LPWA. */
    GATEWAY,
    /** The line from the gateway to the cloud. */
    LINE,
    /** The cloud side, which the operator runs in every form. */
    CLOUD
  }

  /** The form of delivery that uses no unlicensed band. */
  public static final String CELLULAR = "CELLULAR";

  /**
   * Whether it was a delay that comes from the unlicensed band. Of a part that failed, and of
   * cellular LPWA, it is none unless somebody says so: the report of 2018 counts the stop by a
   * failure of equipment.
   */
  Truth ofBand() {
    boolean isNone = failedPart != null || CELLULAR.equals(form);
    return bandDelay == Truth.UNDETERMINED && isNone ? Truth.NO : bandDelay;
  }

  /** A failed part of a form, no delay of the band, and the switch left open. */
  public static LpwaDelivery of(@Nullable String form, @Nullable Part failedPart) {
    return new LpwaDelivery(form, failedPart, Truth.NO, Truth.UNDETERMINED);
  }
}

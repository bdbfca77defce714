package jp.anshin.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person says happened, in the words an incident manager has before anything is known: the
 * law judges what users met, not this. The forms' classes of causes are answered with the impact.
 * Two are duties of their own: until somebody answers whether they apply, they may.
 */
public enum ReportedKind {
  /** Something does not work, and nobody knows why. */
  UNKNOWN_CAUSE,
  /** Equipment of ours failed. */
  EQUIPMENT_FAILURE,
  /** Power of the grid, or of ours, failed. */
  POWER_FAILURE,
  /** A cable was cut or damaged. */
  CABLE_CUT,
  /** Software or its configuration was wrong. */
  SOFTWARE,
  /** Work or operation went wrong. */
  HUMAN_ERROR,
  /** More traffic than could be carried. */
  CONGESTION,
  /** An attack. */
  CYBER_ATTACK,
  /** Earthquake, storm, flood, fire. */
  DISASTER,
  /** Equipment of another carrier failed. */
  OTHER_CARRIER,
  /** Secrecy of communications was violated. */
  SECRECY_LEAK,
  /** Nothing was lost, but a serious accident was near (重大な事故が生ずるおそれ). */
  NEAR_ACCIDENT,
  /** Anything else. */
  OTHER,
  /** A line of an imported list, which says what it says; nobody chooses it. */
  LISTED;

  /** Those a person may choose, in the order they are offered. */
  public static List<ReportedKind> offered() {
    return Arrays.stream(values()).filter(each -> each != LISTED).toList();
  }

  /** In kebab-case, as a detection names its kinds; also a program's word for it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that code. */
  public static Optional<ReportedKind> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }

  /** Whether it says why, so far as anybody knows. */
  public boolean saysWhy() {
    return switch (this) {
      case UNKNOWN_CAUSE, SECRECY_LEAK, NEAR_ACCIDENT, OTHER, LISTED -> false;
      case EQUIPMENT_FAILURE,
          POWER_FAILURE,
          CABLE_CUT,
          SOFTWARE,
          HUMAN_ERROR,
          CONGESTION,
          CYBER_ATTACK,
          DISASTER,
          OTHER_CARRIER ->
          true;
    };
  }
}

package jp.anshin.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact comes from.
 *
 * @param statedBy who stated it, or what measured it; may be empty
 * @param at when it was stated, or null when that was not kept
 * @param evidence what it rests on, in the words of whoever stated it; may be empty
 * @param confirmedBy who has confirmed it, or null while nobody has
 */
public record Origin(
    String statedBy, @Nullable Instant at, String evidence, @Nullable String confirmedBy) {

  /** Stated by somebody and confirmed by nobody yet. */
  public static Origin of(String statedBy, Instant at, String evidence) {
    return new Origin(statedBy, at, evidence, null);
  }
}

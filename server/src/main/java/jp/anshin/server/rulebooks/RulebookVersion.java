package jp.anshin.server.rulebooks;

import java.time.Instant;

/**
 * A version that somebody put in force.
 *
 * @param version from 1, rising by one
 * @param text as it was written; empty where the shipped rulebook was taken back into force
 * @param savedAt when
 * @param savedBy who
 */
public record RulebookVersion(int version, String text, Instant savedAt, String savedBy) {

  /** Whether it is the shipped rulebook again. */
  public boolean shipped() {
    return text.isEmpty();
  }
}

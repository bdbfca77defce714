package jp.anshin.core;

import java.time.Instant;

/**
 * Where the bytes lie that a detection rests on, so that any figure can be followed back to them
 * while they are kept.
 *
 * @param source name of the journal, or of the input file when there is no journal
 * @param segment number of the journal's segment; 0 for a file
 * @param offset byte offset of the record in the segment, or in the uncompressed file
 * @param length length of the record in bytes, at least 1
 * @param sha256 lower-case hexadecimal SHA-256 of those bytes
 * @param observedAt event time of the record
 */
public record Evidence(
    String source, long segment, long offset, int length, String sha256, Instant observedAt) {

  private static final int SHA256_HEX_LENGTH = 64;

  public Evidence {
    if (segment < 0 || offset < 0 || length < 1) {
      throw new IllegalArgumentException("evidence at " + segment + ":" + offset + "+" + length);
    }
    if (sha256.length() != SHA256_HEX_LENGTH) {
      throw new IllegalArgumentException("sha256 has " + sha256.length() + " characters");
    }
  }
}

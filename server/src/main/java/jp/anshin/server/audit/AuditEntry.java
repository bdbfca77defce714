package jp.anshin.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One change of state.
 *
 * @param sequence 1 for the first, rising by one
 * @param at when, by the server's clock, to the microsecond
 * @param who account name, or the part of the server that did it, for instance {@code sensor:route}
 * @param action what was done, in kebab-case
 * @param target what it was done to
 * @param why reason or cause; may be empty
 * @param previousHash hash of the entry before, 64 zeros for the first
 * @param hash lower-case hexadecimal SHA-256 over all of the above
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String who,
    String action,
    String target,
    String why,
    String previousHash,
    String hash) {

  /** What the first entry follows. */
  static final String NOTHING_BEFORE = "0".repeat(64);

  /** The entry that follows {@code previousHash}. */
  static AuditEntry following(
      String previousHash,
      long sequence,
      Instant at,
      String who,
      String action,
      String target,
      String why) {
    String hash = hashOf(previousHash, sequence, at, who, action, target, why);
    return new AuditEntry(sequence, at, who, action, target, why, previousHash, hash);
  }

  /** Whether it is as it was written, right after {@code expectedPrevious}. */
  boolean isIntactAfter(String expectedPrevious) {
    return previousHash.equals(expectedPrevious)
        && hash.equals(hashOf(previousHash, sequence, at, who, action, target, why));
  }

  /** Each part carries its length, so that no two entries give the same bytes. */
  private static String hashOf(
      String previousHash,
      long sequence,
      Instant at,
      String who,
      String action,
      String target,
      String why) {
    var text = new StringBuilder();
    for (String part :
        new String[] {
          previousHash, Long.toString(sequence), at.toString(), who, action, target, why
        }) {
      text.append(part.length()).append(':').append(part).append('\n');
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}

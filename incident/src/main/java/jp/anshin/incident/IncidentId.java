package jp.anshin.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import jp.anshin.core.Detection;

/**
 * Identity of an incident over its whole life, fit for a URL and for saying on the phone.
 *
 * @param value lower-case letters, digits and hyphens, for instance {@code 20170825-0322-9f3a1c04}
 */
public record IncidentId(String value) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
  private static final int HASH_BYTES = 4;

  public IncidentId {
    if (!value.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("incident id '" + value + "'");
    }
  }

  /** The id of the incident that this detection opens: the same again when input is replayed. */
  public static IncidentId openedBy(Detection first) {
    byte[] hash = sha256(first.id().value());
    return new IncidentId(
        MINUTE.format(first.startedAt().earliest())
            + "-"
            + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

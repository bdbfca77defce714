package jp.anshin.operator;

import java.util.Optional;

/**
 * Number of an autonomous system (RFC 6793).
 *
 * @param value 1 to 4294967294; 0 and the last are reserved (RFC 7607, RFC 7300)
 */
public record AsNumber(long value) implements Comparable<AsNumber> {

  private static final long MAX = 4_294_967_294L;

  public AsNumber {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("AS number " + value);
    }
  }

  /** Reads {@code 64500} or {@code AS64500}, or nothing when it is neither. */
  public static Optional<AsNumber> tryParse(String text) {
    String digits = text.startsWith("AS") ? text.substring(2) : text;
    if (!digits.matches("[1-9][0-9]{0,9}") || Long.parseLong(digits) > MAX) {
      return Optional.empty();
    }
    return Optional.of(new AsNumber(Long.parseLong(digits)));
  }

  @Override
  public int compareTo(AsNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "AS" + value;
  }
}

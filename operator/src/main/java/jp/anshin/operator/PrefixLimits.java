package jp.anshin.operator;

import org.jspecify.annotations.Nullable;

/**
 * How many prefixes a neighbour may announce on one session.
 *
 * @param ipv4 the most of IPv4, at least 1, or null when nothing was agreed
 * @param ipv6 the most of IPv6, at least 1, or null when nothing was agreed
 */
public record PrefixLimits(@Nullable Long ipv4, @Nullable Long ipv6) {

  /** Nothing was agreed. */
  public static final PrefixLimits NONE = new PrefixLimits(null, null);

  public PrefixLimits {
    if ((ipv4 != null && ipv4 < 1) || (ipv6 != null && ipv6 < 1)) {
      throw new IllegalArgumentException("a limit of " + ipv4 + ", " + ipv6 + " prefixes");
    }
  }
}

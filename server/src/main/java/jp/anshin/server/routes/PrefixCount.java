package jp.anshin.server.routes;

import org.jspecify.annotations.Nullable;

/**
 * How many prefixes of one family a neighbour announces on one session.
 *
 * @param routes how many routes are held, one prefix under several path identifiers (RFC 7911)
 *     counting as many; null when no table of the session was shown, which is not 0
 * @param limit how many it may announce, or null when the operator file says nothing
 */
public record PrefixCount(@Nullable Long routes, @Nullable Long limit) {

  /** Percent of the limit from which on it is near. */
  public static final long NEAR_PERCENT = 90;

  /** How the count stands to its limit. */
  public enum Standing {
    /** No limit is stated. */
    NO_LIMIT,
    /** There is a limit, and nobody knows the count. */
    UNKNOWN,
    /** Below {@link #NEAR_PERCENT} of it. */
    WITHIN,
    /** From {@link #NEAR_PERCENT} up to the limit itself. */
    NEAR,
    /** More than it. */
    OVER
  }

  /** How the count stands to its limit. */
  public Standing standing() {
    if (limit == null) {
      return Standing.NO_LIMIT;
    }
    if (routes == null) {
      return Standing.UNKNOWN;
    }
    if (routes > limit) {
      return Standing.OVER;
    }
    return routes * 100 >= limit * NEAR_PERCENT ? Standing.NEAR : Standing.WITHIN;
  }

  /** Whole percent of the limit that is held, rounded down; null when either is not known. */
  public @Nullable Long percent() {
    return limit == null || routes == null ? null : routes * 100 / limit;
  }
}

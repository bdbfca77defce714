package jp.anshin.operator;

import java.util.List;

/**
 * Which AS must never, or must always, be on the paths of some blocks and of what lies in them.
 *
 * @param id short name, unique in the file on each day
 * @param prefixes of which routes it speaks; never empty
 * @param as who
 * @param must whether never or always
 * @param place where on the path
 * @param period when it is so
 */
public record PathRule(
    String id, List<AddressPrefix> prefixes, AsNumber as, Must must, Place place, Period period) {

  /** How often. */
  public enum Must {
    NEVER,
    ALWAYS
  }

  /** Where on a path. */
  public enum Place {
    /** The neighbour that hands the route to us. */
    FIRST,
    ANYWHERE,
    /** The origin. */
    LAST
  }

  public PathRule {
    prefixes = List.copyOf(prefixes);
    if (prefixes.isEmpty()) {
      throw new IllegalArgumentException("a path rule of no routes");
    }
  }
}

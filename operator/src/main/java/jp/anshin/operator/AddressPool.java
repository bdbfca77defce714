package jp.anshin.operator;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Addresses that users of one service get.
 *
 * @param id short name, for instance {@code kanto-1}
 * @param prefixes its addresses, at least one
 * @param prefectures where its users are, at least one; with several it is not known how they share
 * @param service id of the service
 * @param users how many have an address from it
 * @param period when it is in use
 */
public record AddressPool(
    String id,
    List<AddressPrefix> prefixes,
    SortedSet<Prefecture> prefectures,
    String service,
    long users,
    Period period) {

  public AddressPool {
    if (prefixes.isEmpty() || prefectures.isEmpty() || users < 0) {
      throw new IllegalArgumentException("pool " + id);
    }
    prefixes = List.copyOf(prefixes);
    prefectures = Collections.unmodifiableSortedSet(new TreeSet<>(prefectures));
  }

  /**
   * Its users whose addresses are in these blocks: all when the blocks cover the whole pool,
   * between none and all when they cover a part, for the file does not say who has which address.
   */
  public UserRange usersWithin(Collection<AddressPrefix> blocks) {
    if (prefixes.stream().allMatch(own -> own.isCoveredBy(blocks))) {
      return UserRange.exactly(users);
    }
    boolean part = prefixes.stream().anyMatch(own -> blocks.stream().anyMatch(own::overlaps));
    return part ? UserRange.between(0, users) : UserRange.NONE;
  }

  /** Its users in that prefecture: all, none, or in between when it serves several. */
  public UserRange usersIn(Prefecture prefecture) {
    if (!prefectures.contains(prefecture)) {
      return UserRange.NONE;
    }
    return prefectures.size() == 1 ? UserRange.exactly(users) : UserRange.between(0, users);
  }
}

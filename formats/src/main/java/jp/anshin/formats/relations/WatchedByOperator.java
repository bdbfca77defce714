package jp.anshin.formats.relations;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.Operator;
import jp.anshin.route.guard.WatchedPrefix;

/** The address blocks that an operator wants watched, as the route guard takes them. */
public final class WatchedByOperator {

  private static final int IPV4_BITS = 32;

  private WatchedByOperator() {}

  /** Our own blocks, which our own ASes may originate; none where the file names no AS of ours. */
  public static List<WatchedPrefix> of(Operator operator) {
    Set<Integer> own =
        operator.systems().stream()
            .map(system -> (int) system.value())
            .collect(Collectors.toUnmodifiableSet());
    return own.isEmpty()
        ? List.of()
        : operator.prefixes().stream().distinct().map(block -> watched(block, own)).toList();
  }

  /** The guard has the bits of an IPv4 address first, the operator file last. */
  private static WatchedPrefix watched(AddressPrefix block, Set<Integer> origins) {
    return block.ipv6()
        ? new WatchedPrefix(true, block.high(), block.low(), block.length(), origins)
        : new WatchedPrefix(false, block.low() << IPV4_BITS, 0, block.length(), origins);
  }
}

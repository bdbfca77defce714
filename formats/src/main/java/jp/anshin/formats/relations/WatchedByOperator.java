package jp.anshin.formats.relations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Operator;
import jp.anshin.operator.PathRule;
import jp.anshin.operator.WatchedBlock;
import jp.anshin.route.guard.Block;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.guard.WatchedPrefix;
import jp.anshin.route.guard.WatchedPrefix.Holder;

/** What an operator wants watched, as the route guard takes it. */
public final class WatchedByOperator {

  private static final int IPV4_BITS = 32;

  private WatchedByOperator() {}

  /**
   * Our own blocks, which our own ASes may originate (none where the file names no AS of ours);
   * those of others, and what paths must be.
   */
  public static Watched of(Operator operator) {
    Set<Integer> own = numbers(operator.systems());
    var prefixes = new ArrayList<WatchedPrefix>();
    if (!own.isEmpty()) {
      operator.prefixes().stream()
          .distinct()
          .forEach(prefix -> prefixes.add(new WatchedPrefix(block(prefix), own, null)));
    }
    operator.watchedBlocks().forEach(each -> prefixes.add(watched(each)));
    return new Watched(
        prefixes, operator.pathRules().stream().map(WatchedByOperator::rule).toList(), own);
  }

  private static WatchedPrefix watched(WatchedBlock of) {
    var holder = new Holder(of.holder().japanese(), of.holder().english(), of.calls());
    return new WatchedPrefix(block(of.prefix()), numbers(of.origins()), holder);
  }

  private static jp.anshin.route.guard.PathRule rule(PathRule stated) {
    return new jp.anshin.route.guard.PathRule(
        stated.id(),
        stated.prefixes().stream().map(WatchedByOperator::block).toList(),
        (int) stated.as().value(),
        stated.must() == PathRule.Must.NEVER,
        switch (stated.place()) {
          case FIRST -> jp.anshin.route.guard.PathRule.Place.FIRST;
          case ANYWHERE -> jp.anshin.route.guard.PathRule.Place.ANYWHERE;
          case LAST -> jp.anshin.route.guard.PathRule.Place.LAST;
        });
  }

  private static Set<Integer> numbers(Collection<AsNumber> systems) {
    return systems.stream()
        .map(system -> (int) system.value())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The guard has the bits of an IPv4 address first, the operator file last. */
  private static Block block(AddressPrefix prefix) {
    return prefix.ipv6()
        ? new Block(true, prefix.high(), prefix.low(), prefix.length())
        : new Block(false, prefix.low() << IPV4_BITS, 0, prefix.length());
  }
}

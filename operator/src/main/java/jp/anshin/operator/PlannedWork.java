package jp.anshin.operator;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Work that was announced: what it brings about is no surprise, and wakes nobody while it lasts.
 *
 * @param from first instant
 * @param until when it is over: after {@code from}, by at most {@link #DAYS_MAX} days
 * @param what what is done, in the words of whoever announced it
 * @param neighbours networks whose sessions or routes it touches
 * @param blocks address blocks it may take from the table
 * @param routers routers of ours, as {@link Neighbour#router} names them
 * @param services ids of services it touches
 */
public record PlannedWork(
    Instant from,
    Instant until,
    String what,
    List<AsNumber> neighbours,
    List<AddressPrefix> blocks,
    SortedSet<String> routers,
    SortedSet<String> services) {

  /** What lasts longer is no work, but a state of things: nobody would look at it any more. */
  public static final int DAYS_MAX = 14;

  public PlannedWork {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("work until " + until + " from " + from);
    }
    neighbours = List.copyOf(neighbours);
    blocks = List.copyOf(blocks);
    routers = Collections.unmodifiableSortedSet(new TreeSet<>(routers));
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    if (neighbours.isEmpty() && blocks.isEmpty() && routers.isEmpty() && services.isEmpty()) {
      throw new IllegalArgumentException("work on nothing: " + what);
    }
  }

  /** Whether it goes on then. */
  public boolean goesOn(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /** Whether it touches that network, itself or through a router of ours that meets it. */
  public boolean touches(AsNumber as, Operator operator) {
    return neighbours.contains(as)
        || operator.neighbours().stream()
            .filter(each -> each.as().equals(as))
            .anyMatch(each -> each.router() != null && routers.contains(each.router()));
  }

  /** Whether it touches all addresses of that block, itself or those of a service. */
  public boolean touches(AddressPrefix block, Operator operator) {
    return block.isCoveredBy(blocks)
        || operator.pools().stream()
            .filter(pool -> services.contains(pool.service()))
            .anyMatch(pool -> block.isCoveredBy(pool.prefixes()));
  }
}

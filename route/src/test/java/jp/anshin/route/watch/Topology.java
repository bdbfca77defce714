package jp.anshin.route.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import jp.anshin.route.relations.StatedRelations;

/**
 * A random internet in three tiers, in which every AS chooses and hands on routes as RFC 7908 takes
 * for granted (customer's before peer's before provider's, then the shortest), but for one leaker.
 * ASes are numbers from 0 on; {@link #asNumber} gives those on the wire.
 */
final class Topology {
  final int size;
  final int tierOne;
  final int tierTwo;
  final List<List<Integer>> providers = new ArrayList<>();
  final List<List<Integer>> customers = new ArrayList<>();
  final List<List<Integer>> peers = new ArrayList<>();
  private final Set<Long> failed = new HashSet<>();
  private final int firstAs;

  Topology(SplittableRandom random, int tierOne, int tierTwo, int stubs, int firstAs) {
    this.tierOne = tierOne;
    this.tierTwo = tierTwo;
    this.size = tierOne + tierTwo + stubs;
    this.firstAs = firstAs;
    for (int as = 0; as < size; as++) {
      providers.add(new ArrayList<>());
      customers.add(new ArrayList<>());
      peers.add(new ArrayList<>());
    }
    for (int one = 0; one < tierOne; one++) {
      for (int other = one + 1; other < tierOne; other++) {
        peer(one, other);
      }
    }
    for (int as = tierOne; as < tierOne + tierTwo; as++) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        provide(random.nextInt(tierOne), as);
      }
      for (int i = random.nextInt(5); i > 0 && as > tierOne; i--) {
        peer(as, tierOne + random.nextInt(as - tierOne));
      }
    }
    for (int as = tierOne + tierTwo; as < size; as++) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        boolean high = random.nextInt(8) == 0;
        provide(high ? random.nextInt(tierOne) : tierOne + random.nextInt(tierTwo), as);
      }
    }
  }

  private void provide(int provider, int customer) {
    if (!providers.get(customer).contains(provider)) {
      providers.get(customer).add(provider);
      customers.get(provider).add(customer);
    }
  }

  private void peer(int one, int other) {
    boolean related = peers.get(one).contains(other) || providers.get(one).contains(other);
    if (one != other && !related && !providers.get(other).contains(one)) {
      peers.get(one).add(other);
      peers.get(other).add(one);
    }
  }

  int asNumber(int as) {
    return firstAs + as;
  }

  void fail(int one, int other) {
    failed.add(link(one, other));
  }

  private static long link(int one, int other) {
    return ((long) Math.min(one, other) << 32) | Math.max(one, other);
  }

  private boolean works(int one, int other) {
    return failed.isEmpty() || !failed.contains(link(one, other));
  }

  StatedRelations stated() {
    var builder = new StatedRelations.Builder();
    for (int as = 0; as < size; as++) {
      for (int provider : providers.get(as)) {
        builder.provider(asNumber(provider), asNumber(as));
      }
      for (int peer : peers.get(as)) {
        builder.peer(asNumber(as), asNumber(peer));
      }
    }
    return builder.build();
  }

  /** What every AS uses towards one origin. */
  final class Routes {
    final int[] next = new int[size];
    private final int[] rank = new int[size];
    private final int[] length = new int[size];

    Routes(int origin, int leaker, int leakedTo) {
      Arrays.fill(next, -1);
      Arrays.fill(rank, 3);
      next[origin] = origin;
      rank[origin] = 0;
      var changed = new ArrayDeque<Integer>();
      changed.add(origin);
      for (long guard = 0; !changed.isEmpty() && guard < 200L * size; guard++) {
        spread(changed.poll(), leaker, leakedTo, changed);
      }
    }

    private void spread(int from, int leaker, int leakedTo, ArrayDeque<Integer> changed) {
      boolean toAll = rank[from] == 0;
      for (int customer : customers.get(from)) {
        offer(from, customer, 2, changed);
      }
      for (int peer : peers.get(from)) {
        if (toAll || (from == leaker && peer == leakedTo)) {
          offer(from, peer, 1, changed);
        }
      }
      for (int provider : providers.get(from)) {
        if (toAll || (from == leaker && provider == leakedTo)) {
          offer(from, provider, 0, changed);
        }
      }
    }

    private void offer(int from, int to, int newRank, ArrayDeque<Integer> changed) {
      int newLength = length[from] + 1;
      boolean better =
          next[to] < 0
              || newRank < rank[to]
              || (newRank == rank[to] && newLength < length[to])
              || (newRank == rank[to] && newLength == length[to] && from < next[to]);
      if (works(from, to) && better && !loops(from, to)) {
        next[to] = from;
        rank[to] = newRank;
        length[to] = newLength;
        changed.add(to);
      }
    }

    private boolean loops(int from, int to) {
      int at = from;
      for (int hops = 0; next[at] != at; at = next[at], hops++) {
        if (at == to || hops > 64) {
          return true;
        }
      }
      return at == to;
    }

    /** The path from an AS to the origin on the wire, or an empty one. */
    int[] path(int from) {
      var hops = new ArrayList<Integer>();
      int at = from;
      while (at >= 0 && hops.size() < 64) {
        hops.add(asNumber(at));
        if (next[at] == at) {
          return hops.stream().mapToInt(Integer::intValue).toArray();
        }
        at = next[at];
      }
      return new int[0];
    }
  }

  Routes routes(int origin) {
    return new Routes(origin, -1, -1);
  }

  Routes routesWithLeak(int origin, int leaker, int leakedTo) {
    return new Routes(origin, leaker, leakedTo);
  }
}

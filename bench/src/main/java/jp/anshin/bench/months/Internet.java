package jp.anshin.bench.months;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A random SYNTHETIC Internet in tiers. Each AS prefers routes of customers to those of peers to
 * those of providers, then the shortest, and hands to peers and providers what its customers have
 * only; one leaker may hand everything to one neighbour. ASes are nodes from 0 on.
 */
final class Internet {

  static final int NOBODY = -1;
  static final int TOP = 12;
  static final int LARGE_END = 262;
  static final int MIDDLE_END = 700;

  private static final int FIRST_AS = 200_000;
  private static final int SPARE = 400;
  private static final int PATH_MAX = 64;
  private static final byte OF_CUSTOMER = 0;
  private static final byte OF_PEER = 1;
  private static final byte OF_PROVIDER = 2;

  final List<List<Integer>> providers = new ArrayList<>();
  final List<List<Integer>> customers = new ArrayList<>();
  final List<List<Integer>> peers = new ArrayList<>();
  private final Set<Long> broken = new HashSet<>();
  private final int[] brokenOf;
  private final SplittableRandom random;
  private int used;

  /**
   * Where a route begins.
   *
   * @param node who announces it
   * @param avoided the provider it is not announced to, or {@link #NOBODY}
   * @param suffix AS numbers that stand behind the announcer's on the path, prepending included
   */
  record Seed(int node, int avoided, List<Integer> suffix) {}

  /** The leaker hands all it has to a provider or peer of its own. */
  record Leak(int leaker, int to) {}

  Internet(SplittableRandom random, int size) {
    this.random = random;
    for (int node = 0; node < size + SPARE; node++) {
      providers.add(new ArrayList<>());
      customers.add(new ArrayList<>());
      peers.add(new ArrayList<>());
    }
    used = size;
    brokenOf = new int[size + SPARE];
    for (int one = 0; one < TOP; one++) {
      for (int other = 0; other < one; other++) {
        peer(one, other);
      }
    }
    for (int node = TOP; node < LARGE_END; node++) {
      attach(node, 1 + random.nextInt(3), 0, TOP);
      for (int i = random.nextInt(12); i > 0; i--) {
        peer(node, TOP + random.nextInt(LARGE_END - TOP));
      }
    }
    for (int node = LARGE_END; node < MIDDLE_END; node++) {
      attach(node, 1 + random.nextInt(3), random.nextInt(6) == 0 ? 0 : TOP, LARGE_END);
      for (int i = random.nextInt(3); i > 0; i--) {
        peer(node, TOP + random.nextInt(MIDDLE_END - TOP));
      }
    }
    for (int node = MIDDLE_END; node < size; node++) {
      attach(node, 1 + random.nextInt(3), random.nextInt(12) == 0 ? 0 : TOP, MIDDLE_END);
    }
  }

  private void attach(int node, int count, int from, int end) {
    for (int i = 0; i < count; i++) {
      // Few have many customers, and many have few.
      double drawn = Math.pow(random.nextDouble(), 2);
      provide(from + (int) (drawn * (end - from)), node);
    }
  }

  static int number(int node) {
    return FIRST_AS + node;
  }

  int used() {
    return used;
  }

  /** A new AS without neighbours. */
  int grow() {
    return used++;
  }

  boolean areNeighbours(int one, int other) {
    return providers.get(one).contains(other)
        || customers.get(one).contains(other)
        || peers.get(one).contains(other);
  }

  void provide(int provider, int customer) {
    if (provider != customer && !areNeighbours(provider, customer)) {
      providers.get(customer).add(provider);
      customers.get(provider).add(customer);
    }
  }

  void peer(int one, int other) {
    if (one != other && !areNeighbours(one, other)) {
      peers.get(one).add(other);
      peers.get(other).add(one);
    }
  }

  /** Takes away all links of an AS; who is left without a provider gets another. */
  void detach(int node) {
    List.copyOf(providers.get(node)).forEach(up -> part(up, node));
    List.copyOf(customers.get(node))
        .forEach(down -> {
          part(node, down);
          if (providers.get(down).isEmpty()) {
            provide(TOP + random.nextInt(TOP), down);
          }
        });
    for (int peer : List.copyOf(peers.get(node))) {
      peers.get(node).remove(Integer.valueOf(peer));
      peers.get(peer).remove(Integer.valueOf(node));
    }
  }

  /** The one serves the other no more. */
  void part(int provider, int customer) {
    providers.get(customer).remove(Integer.valueOf(provider));
    customers.get(provider).remove(Integer.valueOf(customer));
  }

  /** Whether the first is a customer of the second, or a customer's customer and so on. */
  boolean isBelow(int below, int above) {
    return providers.get(below).stream().anyMatch(up -> up == above || isBelow(up, above));
  }

  void cut(int one, int other) {
    if (broken.add(link(one, other))) {
      brokenOf[one]++;
      brokenOf[other]++;
    }
  }

  void mend(int one, int other) {
    if (broken.remove(link(one, other))) {
      brokenOf[one]--;
      brokenOf[other]--;
    }
  }

  private boolean isBroken(int one, int other) {
    return brokenOf[one] > 0 && brokenOf[other] > 0 && broken.contains(link(one, other));
  }

  private static long link(int one, int other) {
    return ((long) Math.min(one, other) << 32) | Math.max(one, other);
  }

  /** What everybody uses towards the seeds, with a leak or without. */
  Tree routes(List<Seed> seeds, @Nullable Leak leak) {
    var quiet = new Tree(seeds);
    quiet.spread(null, 0);
    if (leak == null || quiet.next[leak.leaker] < 0 || quiet.rank[leak.leaker] == OF_CUSTOMER) {
      return quiet;
    }
    var way = quiet.way(leak.leaker);
    if (way.contains(leak.to) || isBroken(leak.leaker, leak.to)) {
      return quiet;
    }
    var leaked = new Tree(seeds);
    way.forEach(node -> leaked.keep(quiet, node)); // nobody takes a path that has him on it
    leaked.spread(leak, quiet.length[leak.leaker] + 1);
    return leaked;
  }

  /** Nodes by the length of their path, shortest first. */
  private static final class Waiting {
    private final int[][] nodes = new int[PATH_MAX][16];
    private final int[] counts = new int[PATH_MAX];

    void put(int node, int length) {
      if (counts[length] == nodes[length].length) {
        nodes[length] = Arrays.copyOf(nodes[length], 2 * counts[length]);
      }
      nodes[length][counts[length]++] = node;
    }
  }

  /** The routes of all ASes towards the seeds. */
  final class Tree {
    private final List<Seed> seeds;
    private final int[] next = new int[used];
    private final byte[] rank = new byte[used];
    private final int[] length = new int[used];
    private final boolean[] kept = new boolean[used];

    private Tree(List<Seed> seeds) {
      this.seeds = seeds;
      Arrays.fill(next, NOBODY);
      for (var seed : seeds) {
        next[seed.node] = seed.node;
        length[seed.node] = seed.suffix.size();
        kept[seed.node] = true;
      }
    }

    private void keep(Tree other, int node) {
      next[node] = other.next[node];
      rank[node] = other.rank[node];
      length[node] = other.length[node];
      kept[node] = true;
    }

    private void spread(@Nullable Leak leak, int leakLength) {
      var upwards = new Waiting();
      for (int node = 0; node < next.length; node++) {
        if (isForAll(node)) {
          upwards.put(node, length[node]);
        }
      }
      boolean toProvider = leak != null && providers.get(leak.leaker).contains(leak.to);
      if (leak != null && toProvider && offer(leak.leaker, leak.to, OF_CUSTOMER, leakLength)) {
        upwards.put(leak.to, leakLength);
      }
      for (int at = 0; at < PATH_MAX - 1; at++) {
        for (int i = 0; i < upwards.counts[at]; i++) {
          upwards(upwards.nodes[at][i], at, upwards);
        }
      }
      if (leak != null && !toProvider) {
        offer(leak.leaker, leak.to, OF_PEER, leakLength);
      }
      sideways();
      var downwards = new Waiting();
      for (int node = 0; node < next.length; node++) {
        if (next[node] >= 0) {
          downwards.put(node, length[node]);
        }
      }
      for (int at = 0; at < PATH_MAX - 1; at++) {
        for (int i = 0; i < downwards.counts[at]; i++) {
          downwards(downwards.nodes[at][i], at, downwards);
        }
      }
    }

    private void upwards(int node, int at, Waiting waiting) {
      if (length[node] != at) {
        return; // a shorter one came meanwhile
      }
      for (int up : providers.get(node)) {
        boolean avoided = next[node] == node && isAvoided(node, up);
        if (!avoided && offer(node, up, OF_CUSTOMER, at + 1)) {
          waiting.put(up, at + 1);
        }
      }
    }

    private void sideways() {
      for (int node = 0; node < next.length; node++) {
        if (isForAll(node)) {
          for (int peer : peers.get(node)) {
            offer(node, peer, OF_PEER, length[node] + 1);
          }
        }
      }
    }

    private void downwards(int node, int at, Waiting waiting) {
      if (length[node] != at) {
        return;
      }
      for (int down : customers.get(node)) {
        if (offer(node, down, OF_PROVIDER, at + 1) && !customers.get(down).isEmpty()) {
          waiting.put(down, at + 1);
        }
      }
    }

    private boolean isAvoided(int node, int up) {
      return seeds.stream().anyMatch(seed -> seed.node == node && seed.avoided == up);
    }

    /** Whether it is taken, and is not only another way of the same length. */
    private boolean offer(int from, int to, byte newRank, int newLength) {
      if (kept[to]) {
        return false;
      }
      boolean same = next[to] >= 0 && newRank == rank[to] && newLength == length[to];
      boolean better =
          next[to] < 0
              || newRank < rank[to]
              || (newRank == rank[to] && newLength < length[to])
              || (same && taste(from, to) < taste(next[to], to));
      if (!better || isBroken(from, to)) {
        return false;
      }
      next[to] = from;
      rank[to] = newRank;
      length[to] = newLength;
      return !same;
    }

    private static int taste(int from, int to) {
      int mixed = (from * 0x9E3779B9) ^ (to * 0x85EBCA6B);
      return (mixed ^ mixed >>> 15) * 0xC2B2AE35;
    }

    private List<Integer> way(int node) {
      var way = new ArrayList<Integer>();
      int at = node;
      while (at >= 0 && way.size() < PATH_MAX) {
        way.add(at);
        if (next[at] == at) {
          return way;
        }
        at = next[at];
      }
      return List.of();
    }

    /** AS numbers from that node to the origin; empty where it has no route. */
    int[] path(int node) {
      if (node >= next.length) {
        return new int[0];
      }
      var path = new ArrayList<Integer>();
      var way = way(node);
      way.forEach(each -> path.add(number(each)));
      if (!way.isEmpty()) {
        seeds.stream()
            .filter(seed -> seed.node == way.getLast())
            .forEach(seed -> path.addAll(seed.suffix));
      }
      return path.stream().mapToInt(each -> each).toArray();
    }

    /** Whether the node has the route from a customer, or itself: it hands it to everybody. */
    boolean isForAll(int node) {
      return node < next.length && next[node] >= 0 && rank[node] == OF_CUSTOMER;
    }
  }
}

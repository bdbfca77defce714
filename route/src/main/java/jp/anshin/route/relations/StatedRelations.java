package jp.anshin.route.relations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Relations that somebody stated: the operator file, or a public list. Immutable. */
public final class StatedRelations {
  /** Nothing stated. */
  public static final StatedRelations NONE = new Builder().build();

  private final Map<Long, Relation> byPair;
  private final Set<Integer> routeServers;

  /** The keys of it: of nearly all pairs that are asked for nothing is stated. */
  private final LongSet pairs = new LongSet();

  private final Map<Integer, List<Integer>> customers;
  private final Map<Integer, Integer> neighbourCounts = new HashMap<>();
  private final Map<Integer, Set<Integer>> cones = new HashMap<>();

  private StatedRelations(
      Map<Long, Relation> byPair,
      Set<Integer> routeServers,
      Map<Integer, List<Integer>> customers) {
    this.byPair = byPair;
    this.routeServers = routeServers;
    this.customers = customers;
    for (long pair : byPair.keySet()) {
      pairs.add(pair);
      neighbourCounts.merge((int) (pair >>> 32), 1, Integer::sum);
    }
  }

  /** How many pairs are stated. */
  public int size() {
    return byPair.size() / 2;
  }

  /**
   * Whether that AS is of a route server (RFC 7947): it hands everything on to everybody, itself
   * carries nothing, and its AS is not on the paths that it sends.
   */
  public boolean isRouteServer(int as) {
    return !routeServers.isEmpty() && routeServers.contains(as);
  }

  /**
   * What {@code as} is to {@code other}. AS numbers are unsigned. Whoever meets others at a route
   * server is their peer, and so its.
   */
  public Relation of(int as, int other) {
    if (isRouteServer(as) || isRouteServer(other)) {
      return Relation.PEER_OF;
    }
    long pair = pair(as, other);
    return pairs.contains(pair) ? byPair.getOrDefault(pair, Relation.UNKNOWN) : Relation.UNKNOWN;
  }

  /** Whether a customer, a customer's customer and so on. */
  public boolean coneContains(int as, int other) {
    return customers.containsKey(as) && cone(as).contains(other);
  }

  /** How many ASes are stated to be customers, directly. */
  public int customerCount(int as) {
    return customers.getOrDefault(as, List.of()).size();
  }

  /** How many neighbours are stated. */
  public int neighbourCount(int as) {
    return neighbourCounts.getOrDefault(as, 0);
  }

  private Set<Integer> cone(int as) {
    synchronized (cones) {
      return cones.computeIfAbsent(as, this::walk);
    }
  }

  private Set<Integer> walk(int as) {
    var cone = new HashSet<Integer>();
    var open = new ArrayDeque<>(List.of(as));
    while (!open.isEmpty()) {
      for (int customer : customers.getOrDefault(open.pop(), List.of())) {
        if (cone.add(customer)) {
          open.push(customer);
        }
      }
    }
    return cone;
  }

  private static long pair(int as, int other) {
    return ((long) as << 32) | (other & 0xffff_ffffL);
  }

  /** Collects statements; a later one about the same pair replaces the earlier. */
  public static final class Builder {
    private final Map<Long, Relation> byPair = new HashMap<>();
    private final Set<Integer> routeServers = new HashSet<>();

    /** {@code provider} carries the routes of {@code customer}. */
    public Builder provider(long provider, long customer) {
      byPair.put(pair((int) provider, (int) customer), Relation.PROVIDER_OF);
      byPair.put(pair((int) customer, (int) provider), Relation.CUSTOMER_OF);
      return this;
    }

    /** The two are peers. */
    public Builder peer(long one, long other) {
      byPair.put(pair((int) one, (int) other), Relation.PEER_OF);
      byPair.put(pair((int) other, (int) one), Relation.PEER_OF);
      return this;
    }

    /** That AS is of a route server, whatever else is stated of it. */
    public Builder routeServer(long as) {
      routeServers.add((int) as);
      return this;
    }

    /** Takes over everything that another states. */
    public Builder addAll(StatedRelations other) {
      byPair.putAll(other.byPair);
      routeServers.addAll(other.routeServers);
      return this;
    }

    /** What was collected. */
    public StatedRelations build() {
      var customers = new HashMap<Integer, List<Integer>>();
      byPair.forEach((pair, relation) -> {
        if (relation == Relation.PROVIDER_OF) {
          customers
              .computeIfAbsent((int) (pair >>> 32), provider -> new ArrayList<>())
              .add((int) (long) pair);
        }
      });
      return new StatedRelations(Map.copyOf(byPair), Set.copyOf(routeServers), customers);
    }
  }
}

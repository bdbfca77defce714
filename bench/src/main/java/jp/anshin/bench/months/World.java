package jp.anshin.bench.months;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.guard.Block;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.guard.WatchedPrefix;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import org.jspecify.annotations.Nullable;

/**
 * An operator with twenty neighbours in a SYNTHETIC Internet, what each neighbour and a few views
 * from outside send, and the guard that reads it. What is sent is always what holds then, so that a
 * later change never overtakes an earlier one.
 */
final class World {

  static final long SECOND = 1_000_000;
  static final int OWN = Internet.LARGE_END - 1;
  static final int OWN_BLOCKS = 12;
  static final int OUTSIDE_VIEWS = 6;

  /** Protects others from floods; the operator file says that it may originate ours. */
  static final int SCRUBBER = 30;

  private static final int SIZE = 2_400;
  private static final int VIEWS_MAX = 48;
  private static final int MEMBERS = 60;
  private static final int FIRST_ADDRESS = 0x1400_0000;
  private static final int BLOCK_LENGTH = 20;
  private static final int SPECIFIC_LENGTH = 24;
  private static final int SPECIFICS_OF_BLOCK = 16;
  private static final int SPREAD_OF_TABLE = 40;
  private static final int LISTED_PROVIDERS = 98;
  private static final int LISTED_PEERS = 40;
  private static final int ROUTE_SERVER = 199_000;
  private static final int OTHERS_WATCHED = 4;
  private static final int[] NONE = {};
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;

  /** Who sends us a table. */
  enum Role {
    PROVIDER,
    PEER,
    CUSTOMER,
    ROUTE_SERVER,
    OUTSIDE
  }

  /**
   * A table that is sent to us.
   *
   * @param isNamed whether the operator file names the neighbour
   * @param firstHop our AS where a router of ours shows it, a route server's before its members,
   *     else 0
   */
  record View(int place, PeerKey key, int node, Role role, boolean isNamed, int firstHop) {}

  /** Prefixes that share their routes. */
  final class Group {
    List<Internet.Seed> seeds;
    Internet.@Nullable Leak leak;
    final List<Integer> prefixes = new ArrayList<>();
    final Set<Integer> hiddenFrom = new HashSet<>();
    private Internet.Tree tree;
    private final int[][] paths = new int[VIEWS_MAX][];

    private Group(List<Internet.Seed> seeds) {
      this.seeds = seeds;
      this.tree = internet.routes(seeds, null);
      Arrays.fill(paths, NONE);
      for (var view : views) {
        paths[view.place] = seen(view, tree, null);
      }
    }

    int origin() {
      return seeds.getFirst().node();
    }

    /** Whether a route that anybody shows us goes over that link: nothing else can change. */
    boolean uses(int one, int other) {
      return Arrays.stream(paths)
          .anyMatch(path -> isOn(path, Internet.number(one), Internet.number(other)));
    }

    private static boolean isOn(int[] path, int one, int other) {
      for (int i = 0; i < path.length - 1; i++) {
        if ((path[i] == one && path[i + 1] == other) || (path[i] == other && path[i + 1] == one)) {
          return true;
        }
      }
      return false;
    }
  }

  private record Prefix(int address, int length) {}

  private record Step(long micros, long order, Runnable what) {}

  final Internet internet;
  final SplittableRandom random;
  final List<View> views = new ArrayList<>();
  final List<Group> groups = new ArrayList<>();
  final Map<DetectionId, List<Detection>> stated = new LinkedHashMap<>();

  /** Who meets us at the exchange. */
  final List<Integer> members = new ArrayList<>();

  /** Whose blocks are watched though they are not ours. */
  final List<Group> othersWatched = new ArrayList<>();

  private final List<Prefix> prefixes = new ArrayList<>();
  private final List<@Nullable Group> groupOf = new ArrayList<>();
  private final List<List<int[]>> sent = new ArrayList<>();
  private final boolean[] up = new boolean[VIEWS_MAX];
  private final PriorityQueue<Step> steps =
      new PriorityQueue<>((one, other) -> {
        int byTime = Long.compare(one.micros, other.micros);
        return byTime != 0 ? byTime : Long.compare(one.order, other.order);
      });
  private final RouteEvent event = new RouteEvent();
  private final AsPath path = new AsPath();
  private final RouteGuard guard;
  private int blocks;
  private long order;
  private long now = START;
  private long watermark = START;
  private long events;

  /**
   * @param listed whether the operator gives the watch a public list of relations too
   */
  World(long seed, boolean listed) {
    random = new SplittableRandom(seed);
    internet = new Internet(random, SIZE);
    var relations = neighbours();
    if (listed) {
      relations = publicList(seed).addAll(relations).build();
    }
    for (int node = 0; node < SIZE; node++) {
      int count = node == OWN ? OWN_BLOCKS : blocksOf(node);
      var group = new Group(List.of(new Internet.Seed(node, Internet.NOBODY, List.of())));
      groups.add(group);
      for (int i = 0; i < count; i++) {
        own(group, block());
      }
    }
    guard =
        new RouteGuard(
            Thresholds.DEFAULT,
            relations,
            new Watched(watched(), List.of(), Set.of(Internet.number(OWN))));
  }

  /**
   * What a public list knows: nearly all who pay another (CAIDA's validation, 2013: 99 of 100), and
   * some of those who are peers, for few are seen from outside. What a list has wrong is not here.
   */
  private StatedRelations.Builder publicList(long seed) {
    var drawing = new SplittableRandom(~seed);
    var list = new StatedRelations.Builder();
    for (int node = 0; node < SIZE; node++) {
      for (int provider : internet.providers.get(node)) {
        if (drawing.nextInt(100) < LISTED_PROVIDERS) {
          list.provider(Internet.number(provider), Internet.number(node));
        }
      }
      for (int peer : internet.peers.get(node)) {
        if (peer > node && drawing.nextInt(100) < LISTED_PEERS) {
          list.peer(Internet.number(peer), Internet.number(node));
        }
      }
    }
    return list;
  }

  private int blocksOf(int node) {
    int scale = node < Internet.LARGE_END ? 12 : node < Internet.MIDDLE_END ? 6 : 3;
    return Math.clamp((int) (scale / Math.pow(random.nextDouble(), 0.8)), 1, 400);
  }

  private List<WatchedPrefix> watched() {
    var watched = new ArrayList<WatchedPrefix>();
    groups.get(OWN).prefixes.forEach(each -> watched.add(watched(each, OWN, null)));
    views.stream()
        .filter(view -> view.role == Role.CUSTOMER && view.isNamed)
        .filter(view -> internet.providers.get(view.node).size() > 1)
        .limit(OTHERS_WATCHED)
        .map(view -> groups.get(view.node))
        .forEach(othersWatched::add);
    var calling = new WatchedPrefix.Holder("顧客", "customer", true);
    othersWatched.forEach(group ->
        group.prefixes.forEach(each -> watched.add(watched(each, group.origin(), calling))));
    return watched;
  }

  private WatchedPrefix watched(int prefix, int node, WatchedPrefix.@Nullable Holder holder) {
    var what = prefixes.get(prefix);
    return new WatchedPrefix(
        new Block(false, bits(what), 0, what.length),
        Set.of(Internet.number(node), Internet.number(SCRUBBER)),
        holder);
  }

  /** Three transits, five peers, an exchange, eleven customers; a few of them are not stated. */
  private StatedRelations neighbours() {
    var stated = new StatedRelations.Builder();
    internet.detach(OWN);
    for (int provider : List.of(1, 4, Internet.TOP + 3)) {
      internet.provide(provider, OWN);
      join(provider, Role.PROVIDER, true);
      stated.provider(Internet.number(provider), Internet.number(OWN));
    }
    for (int i = 0; i < 5; i++) {
      int peer = drawn(Internet.TOP + 20, Internet.LARGE_END);
      internet.peer(OWN, peer);
      join(peer, Role.PEER, i < 3);
      if (i < 3) {
        stated.peer(Internet.number(peer), Internet.number(OWN));
      }
    }
    for (int i = 0; i < 11; i++) {
      int customer = i < 4 ? drawn(Internet.LARGE_END, Internet.MIDDLE_END) : drawnStub();
      internet.provide(OWN, customer);
      join(customer, Role.CUSTOMER, i % 3 != 2);
      if (i % 3 != 2) {
        stated.provider(Internet.number(OWN), Internet.number(customer));
      }
    }
    while (members.size() < MEMBERS) {
      int member = drawn(Internet.TOP + 40, Internet.MIDDLE_END);
      internet.peer(OWN, member);
      members.add(member);
    }
    join(Internet.NOBODY, Role.ROUTE_SERVER, true);
    stated.routeServer(ROUTE_SERVER);
    for (int i = 0; i < OUTSIDE_VIEWS; i++) {
      join(
          drawn(i < 2 ? 0 : Internet.TOP + 5, i < 2 ? Internet.TOP : Internet.MIDDLE_END),
          Role.OUTSIDE,
          false);
    }
    return stated.build();
  }

  private int drawnStub() {
    return drawn(Internet.MIDDLE_END, SIZE);
  }

  /** A node that is neither ours nor a neighbour of ours nor below us nor above us. */
  int drawn(int from, int end) {
    while (true) {
      int node = from + random.nextInt(end - from);
      boolean strange = node != OWN && node != SCRUBBER && !internet.areNeighbours(OWN, node);
      if (strange
          && views.stream().noneMatch(view -> view.node == node)
          && !internet.isBelow(node, OWN)
          && !internet.isBelow(OWN, node)) {
        return node;
      }
    }
  }

  /** A new table that is sent to us; its session is not up yet. */
  View join(int node, Role role, boolean isNamed) {
    int as = node == Internet.NOBODY ? ROUTE_SERVER : Internet.number(node);
    var key = new PeerKey(IpAddress.v4(0xc633_6401 + views.size()), as, "");
    int hop =
        switch (role) {
          case OUTSIDE -> RouteEvent.NO_HOP;
          case ROUTE_SERVER -> ROUTE_SERVER;
          case PROVIDER, PEER, CUSTOMER -> Internet.number(OWN);
        };
    var view = new View(views.size(), key, node, role, isNamed, hop);
    views.add(view);
    sent.add(new ArrayList<>());
    for (var group : groups) {
      group.paths[view.place] = seen(view, group.tree, group.leak);
    }
    return view;
  }

  private int[] seen(View view, Internet.Tree tree, Internet.@Nullable Leak leak) {
    int[] best = NONE;
    switch (view.role) {
      case OUTSIDE -> {
        return tree.path(view.node);
      }
      case PROVIDER -> best = tree.path(view.node);
      case PEER, CUSTOMER -> best = handed(view.node, tree, leak);
      case ROUTE_SERVER -> {
        for (int member : members) {
          int[] theirs = handed(member, tree, leak);
          if (theirs.length > 0 && (best.length == 0 || theirs.length < best.length)) {
            best = theirs;
          }
        }
      }
    }
    return contains(best, Internet.number(OWN)) ? NONE : best;
  }

  private static int[] handed(int node, Internet.Tree tree, Internet.@Nullable Leak leak) {
    boolean leaks = leak != null && leak.leaker() == node && leak.to() == OWN;
    return leaks || tree.isForAll(node) ? tree.path(node) : NONE;
  }

  private static boolean contains(int[] path, int as) {
    return Arrays.stream(path).anyMatch(hop -> hop == as);
  }

  /** In how many places that leak of the group would be seen. */
  boolean shows(Group group, Internet.Leak leak) {
    var tree = internet.routes(group.seeds, leak);
    int as = Internet.number(leak.leaker());
    int to = Internet.number(leak.to());
    return views.stream()
        .anyMatch(view -> {
          int[] path = seen(view, tree, leak);
          for (int i = 0; i < path.length - 1; i++) {
            if (path[i] == as
                && (i == 0
                    ? leak.to() == OWN && !tree.isForAll(leak.leaker())
                    : path[i - 1] == to)) {
              return true;
            }
          }
          return false;
        });
  }

  /** How many of the views would take the group's route by that AS. */
  long showing(Group group, int node) {
    return views.stream()
        .filter(view -> contains(group.paths[view.place], Internet.number(node)))
        .count();
  }

  long now() {
    return now;
  }

  long events() {
    return events;
  }

  /** Lets something happen so many microseconds from now. */
  void after(long micros, Runnable what) {
    steps.add(new Step(now + micros, order++, what));
  }

  long within(long micros) {
    return random.nextLong(Math.max(1, micros));
  }

  /** A block of addresses that nobody had. */
  int block() {
    prefixes.add(new Prefix(FIRST_ADDRESS + (blocks++ << (32 - BLOCK_LENGTH)), BLOCK_LENGTH));
    groupOf.add(null);
    return prefixes.size() - 1;
  }

  /** So many specifics of the blocks of a group, fewer where it has not as many addresses. */
  List<Integer> specifics(Group group, int count) {
    var found = new ArrayList<Integer>();
    for (int block : List.copyOf(group.prefixes)) {
      var whole = prefixes.get(block);
      for (int i = 0; whole.length == BLOCK_LENGTH && i < SPECIFICS_OF_BLOCK; i++) {
        if (found.size() < count) {
          int address = whole.address + (i << (32 - SPECIFIC_LENGTH));
          prefixes.add(new Prefix(address, SPECIFIC_LENGTH));
          groupOf.add(null);
          found.add(prefixes.size() - 1);
        }
      }
    }
    return found;
  }

  /** Prefixes that begin to be announced by those seeds. */
  Group announce(List<Internet.Seed> seeds, Collection<Integer> which, long spread) {
    var group = new Group(seeds);
    groups.add(group);
    which.forEach(prefix -> {
      own(group, prefix);
      tell(prefix, spread);
    });
    return group;
  }

  private void own(Group group, int prefix) {
    group.prefixes.add(prefix);
    groupOf.set(prefix, group);
  }

  /** The prefixes of that group go back to another, or to nobody. */
  void dissolve(Group group, @Nullable Group into, long spread) {
    groups.remove(group);
    for (int prefix : group.prefixes) {
      groupOf.set(prefix, into);
      if (into != null) {
        into.prefixes.add(prefix);
      }
      tell(prefix, spread);
    }
  }

  /** Some prefixes of a group leave it for a group of their own. */
  Group split(Group from, Collection<Integer> which, List<Internet.Seed> seeds, long spread) {
    from.prefixes.removeAll(which);
    return announce(seeds, which, spread);
  }

  /** Its prefix is announced no more, or again. */
  void withdraw(Group group, int prefix, boolean isGone) {
    groupOf.set(prefix, isGone ? null : group);
    tell(prefix, 5 * SECOND);
  }

  private void tell(int prefix, long spread) {
    views.forEach(view -> after(within(spread), () -> send(view, prefix)));
  }

  /** The routes of a group are chosen anew; what changes is told within that time. */
  void choose(Group group, long spread) {
    group.tree = internet.routes(group.seeds, group.leak);
    for (var view : views) {
      int[] seen =
          group.hiddenFrom.contains(view.place) ? NONE : seen(view, group.tree, group.leak);
      if (!Arrays.equals(seen, group.paths[view.place])) {
        group.paths[view.place] = seen;
        for (int prefix : group.prefixes) {
          long at = within(spread);
          if (random.nextInt(8) == 0) {
            after(at / 2, () -> withdrawFor(view, prefix));
          }
          after(at, () -> send(view, prefix));
        }
      }
    }
  }

  /** A link fails; returns the groups that used it. */
  List<Group> cut(int one, int other, long spread) {
    internet.cut(one, other);
    var hit = groups.stream().filter(group -> group.uses(one, other)).toList();
    hit.forEach(group -> choose(group, spread));
    return hit;
  }

  void mend(int one, int other, Collection<Group> hit, long spread) {
    internet.mend(one, other);
    var living = new HashSet<>(groups);
    hit.stream().filter(living::contains).forEach(group -> choose(group, spread));
  }

  /** The session comes up, and its table is sent. */
  void sessionUp(View view) {
    if (up[view.place]) {
      return;
    }
    up[view.place] = true;
    sent.get(view.place).clear();
    hand(event.at(view.key, now).session(RouteEvent.Kind.PEER_UP, false));
    long whole = SPREAD_OF_TABLE * SECOND;
    for (int prefix = 0; prefix < prefixes.size(); prefix++) {
      int which = prefix;
      if (current(view, prefix).length > 0) {
        after(within(whole), () -> send(view, which));
      }
    }
    after(
        whole,
        () -> {
          if (up[view.place]) {
            hand(event.at(view.key, now).session(RouteEvent.Kind.END_OF_RIB, false));
          }
        });
  }

  void sessionDown(View view) {
    if (up[view.place]) {
      up[view.place] = false;
      var what = view.role == Role.OUTSIDE ? RouteEvent.Kind.UNSEEN : RouteEvent.Kind.PEER_DOWN;
      hand(event.at(view.key, now).session(what, false));
    }
  }

  private int[] current(View view, int prefix) {
    var group = groupOf.get(prefix);
    return group == null ? NONE : group.paths[view.place];
  }

  private void send(View view, int prefix) {
    int[] route = current(view, prefix);
    if (!up[view.place] || Arrays.equals(route, noted(view, prefix))) {
      return;
    }
    if (route.length == 0) {
      withdrawFor(view, prefix);
      return;
    }
    sent.get(view.place).set(prefix, route);
    path.sequence(route);
    var what = prefixes.get(prefix);
    hand(event.at(view.key, now).announce(false, bits(what), 0, what.length, path, view.firstHop));
  }

  private int[] noted(View view, int prefix) {
    var known = sent.get(view.place);
    while (known.size() <= prefix) {
      known.add(NONE);
    }
    return known.get(prefix);
  }

  private void withdrawFor(View view, int prefix) {
    if (up[view.place] && noted(view, prefix).length > 0) {
      sent.get(view.place).set(prefix, NONE);
      var what = prefixes.get(prefix);
      hand(event.at(view.key, now).withdraw(false, bits(what), 0, what.length));
    }
  }

  private static long bits(Prefix prefix) {
    return Integer.toUnsignedLong(prefix.address) << 32;
  }

  private void hand(RouteEvent what) {
    events++;
    guard.onEvent(what, this::state);
  }

  private void state(Detection detection) {
    stated.computeIfAbsent(detection.id(), id -> new ArrayList<>()).add(detection);
  }

  /** All sessions come up, and what they send is the baseline. */
  void begin() {
    views.forEach(this::sessionUp);
    runFor(600 * SECOND);
    if (!guard.isWatching()) {
      throw new IllegalStateException("the watch has not begun");
    }
  }

  /** Lets so many microseconds go by, with a watermark a second. */
  void runFor(long micros) {
    long until = now + micros;
    while (!steps.isEmpty() && steps.peek().micros <= until) {
      var step = steps.remove();
      tick(step.micros);
      now = step.micros;
      step.what.run();
    }
    tick(until);
    now = until;
  }

  private void tick(long until) {
    while (watermark + SECOND <= until) {
      watermark += SECOND;
      guard.onWatermark(Instant.EPOCH.plus(watermark, ChronoUnit.MICROS), this::state);
    }
  }

  /** How many prefixes are announced. */
  long announced() {
    return groupOf.stream().filter(group -> group != null).count();
  }
}

package jp.anshin.bench.months;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What happens in a month, by chance: the weather of every day, and events with a label. */
final class Plan {

  static final String HIJACK = "hijack of a watched prefix";
  static final String OTHERS_HIJACK = "hijack of a watched block of another";
  static final String NOT_STATED = " that the operator file does not name";

  private static final long SECOND = World.SECOND;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int DAYS_OF_MONTH = 30;
  private static final int TRIES = 60;
  private static final Set<String> OF_LEAK = Set.of("leak", "surge", "more-specific-flood");
  private static final Set<String> OF_HIJACK =
      Set.of("hijack", "others-hijack", "leak", "visibility-lost", "others-visibility-lost");
  private static final Set<String> OF_FLOOD = Set.of("surge", "more-specific-flood");

  final List<Label> labels = new ArrayList<>();
  private final World world;
  private final Internet internet;
  private final SplittableRandom random;
  private final int days;

  Plan(World world, int days) {
    this.world = world;
    this.internet = world.internet;
    this.random = world.random;
    this.days = days;
  }

  /** Puts everything at random times; numbers are times a month. */
  void draw() {
    weather();
    often(4, () -> newCustomer(true));
    often(4, () -> newCustomer(false));
    often(1, this::ourTransit);
    often(3, this::otherTransit);
    often(3, this::customerMovesToUs);
    often(4, () -> scrubbing(false, true));
    often(1, () -> scrubbing(true, true));
    often(0.5, () -> scrubbing(true, false));
    often(8, () -> sessions("maintenance, announced", 1, 10 * MINUTE, 2 * HOUR));
    often(8, () -> sessions("flaps of a neighbour", 5, 20 * SECOND, 90 * SECOND));
    often(6, this::backup);
    often(4, () -> specifics(20, 900));
    often(2, () -> specifics(1_200, 4_000));
    for (var from : Leaker.values()) {
      often(2, () -> leak(from, 20, 200));
      often(2, () -> leak(from, 500, 5_000));
      often(0.7, () -> leak(from, 6_000, 40_000));
    }
    often(4, () -> hijack(own(), HIJACK, ", same prefix", false, false));
    often(4, () -> hijack(own(), HIJACK, ", more specific", true, false));
    often(2, () -> hijack(own(), HIJACK, "'s specific, our AS kept at the end", true, true));
    for (boolean specific : List.of(false, true)) {
      String how = specific ? ", more specific" : ", same prefix";
      often(2, () -> hijack(othersWatched(), OTHERS_HIJACK, how, specific, false));
    }
    often(2, () -> hidden("own blocks lost for most", 4, 6));
    often(2, () -> hidden("own blocks lost for some", 1, 2));
  }

  private void weather() {
    often(120 * DAYS_OF_MONTH, this::failure);
    often(4 * DAYS_OF_MONTH, () -> prefixes(1 + random.nextInt(3)));
    often(10 * DAYS_OF_MONTH, this::prepend);
    often(10 * DAYS_OF_MONTH, this::avoid);
    often(3 * DAYS_OF_MONTH, this::smallLot);
    often(12 * DAYS_OF_MONTH, this::flapping);
    often(DAYS_OF_MONTH, this::reset);
  }

  private void often(double aMonth, Runnable what) {
    double expected = aMonth * days / DAYS_OF_MONTH;
    int count = (int) expected + (random.nextDouble() < expected % 1 ? 1 : 0);
    for (int i = 0; i < count; i++) {
      world.after(between(2 * HOUR, days * DAY - 4 * HOUR), what);
    }
  }

  private long between(long from, long end) {
    return from + world.within(end - from);
  }

  private World.Group any(Predicate<World.Group> which) {
    var fitting =
        world.groups.stream()
            .filter(group -> group.origin() != World.OWN && group.leak == null)
            .filter(which)
            .toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private static List<Internet.Seed> from(int node) {
    return List.of(new Internet.Seed(node, Internet.NOBODY, List.of()));
  }

  private void note(String kind, long length) {
    note(kind, Set.of(), length, "", Set.of(), 0);
  }

  private void note(String kind, long length, int node) {
    note(kind, Set.of(), length, as(node), Set.of(), 0);
  }

  private void note(
      String kind, Set<String> answers, long length, String who, Set<String> through, int routes) {
    labels.add(new Label(kind, answers, world.now(), world.now() + length, who, through, routes));
  }

  private static String as(int node) {
    return Integer.toString(Internet.number(node));
  }

  // The weather.

  /** A link between others fails, and comes back. */
  private void failure() {
    int node = random.nextInt(random.nextBoolean() ? internet.used() : Internet.MIDDLE_END);
    var links = new ArrayList<>(internet.providers.get(node));
    links.addAll(internet.peers.get(node));
    links.remove(Integer.valueOf(World.OWN));
    if (node == World.OWN || links.isEmpty()) {
      return;
    }
    int other = links.get(random.nextInt(links.size()));
    if (node < Internet.TOP && other < Internet.TOP) {
      return; // those at the top meet in many places, and do not fail everywhere at once
    }
    var hit = world.cut(node, other, between(5 * SECOND, 90 * SECOND));
    world.after(
        between(MINUTE, random.nextBoolean() ? 10 * MINUTE : 8 * HOUR),
        () -> world.mend(node, other, hit, 60 * SECOND));
  }

  private void prefixes(int count) {
    var group = any(each -> true);
    for (int i = 0; i < count; i++) {
      int block = world.block();
      group.prefixes.add(block);
      world.withdraw(group, block, false);
    }
  }

  private void prepend() {
    var group = any(each -> each.seeds.size() == 1 && each.seeds.getFirst().suffix().isEmpty());
    var was = group.seeds;
    int as = Internet.number(group.origin());
    group.seeds =
        List.of(
            new Internet.Seed(
                group.origin(), Internet.NOBODY, Collections.nCopies(1 + random.nextInt(4), as)));
    world.choose(group, 40 * SECOND);
    backTo(group, was, between(HOUR, 3 * DAY));
  }

  /** An origin announces itself to one provider no more. */
  private void avoid() {
    var group =
        any(each ->
            each.seeds.size() == 1
                && each.seeds.getFirst().suffix().isEmpty()
                && internet.providers.get(each.origin()).size() > 1);
    var ups = internet.providers.get(group.origin());
    var was = group.seeds;
    int avoided = ups.get(random.nextInt(ups.size()));
    group.seeds = List.of(new Internet.Seed(group.origin(), avoided, List.of()));
    world.choose(group, 40 * SECOND);
    backTo(group, was, between(HOUR, 3 * DAY));
  }

  private void backTo(World.Group group, List<Internet.Seed> seeds, long after) {
    world.after(
        after,
        () -> {
          group.seeds = seeds;
          world.choose(group, 40 * SECOND);
        });
  }

  private void smallLot() {
    var group = any(each -> each.prefixes.size() > 2);
    var lot = world.specifics(group, 2 + random.nextInt(29));
    var announced = world.announce(from(group.origin()), lot, 60 * SECOND);
    world.after(between(HOUR, 5 * DAY), () -> world.dissolve(announced, null, 60 * SECOND));
  }

  private void flapping() {
    // A watched block that flaps is to be told, so it is no weather.
    var group = any(each -> !each.prefixes.isEmpty() && !world.othersWatched.contains(each));
    int prefix = group.prefixes.getFirst();
    for (int i = 10 + random.nextInt(200); i > 0; i--) {
      boolean gone = i % 2 == 0;
      world.after(i * between(30 * SECOND, 60 * SECOND), () -> world.withdraw(group, prefix, gone));
    }
  }

  private void reset() {
    var view = world.views.get(random.nextInt(world.views.size()));
    down(view, between(20 * SECOND, 4 * MINUTE));
  }

  /** A session is lost for a time, and with it the link. */
  private void down(World.View view, long length) {
    world.sessionDown(view);
    boolean linked = view.role() != World.Role.OUTSIDE && view.node() != Internet.NOBODY;
    List<World.Group> hit = linked ? world.cut(World.OWN, view.node(), 20 * SECOND) : List.of();
    world.after(
        length,
        () -> {
          if (linked) {
            world.mend(World.OWN, view.node(), hit, 20 * SECOND);
          }
          world.sessionUp(view);
        });
  }

  // What nobody is to be called for.

  private void newCustomer(boolean ours) {
    int provider = ours ? World.OWN : world.drawn(Internet.TOP, Internet.MIDDLE_END);
    int node = internet.grow();
    internet.provide(provider, node);
    if (random.nextBoolean()) {
      internet.provide(world.drawn(Internet.TOP, Internet.LARGE_END), node);
    }
    int prefixes = announceNew(node, 5 + random.nextInt(200));
    for (int i = random.nextInt(12); i > 0; i--) {
      int below = internet.grow();
      internet.provide(node, below);
      prefixes += announceNew(below, 1 + random.nextInt(15));
    }
    if (ours) {
      world.sessionUp(world.join(node, World.Role.CUSTOMER, false));
    }
    note(
        ours ? "new customer of ours" : "new customer of another network",
        Set.of(),
        10 * MINUTE,
        as(node),
        Set.of(as(provider)),
        prefixes);
  }

  private int announceNew(int node, int count) {
    var blocks = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      blocks.add(world.block());
    }
    world.announce(from(node), blocks, 90 * SECOND);
    return count;
  }

  private void ourTransit() {
    int transit = world.drawn(0, Internet.TOP + 10);
    internet.provide(transit, World.OWN);
    world.sessionUp(world.join(transit, World.Role.PROVIDER, false));
    everybodyChooses();
    note("transit of ours turned up", 15 * MINUTE, transit);
  }

  private void everybodyChooses() {
    List.copyOf(world.groups).forEach(group -> world.choose(group, 90 * SECOND));
  }

  private void otherTransit() {
    int node = middle();
    internet.provide(strangerTo(node), node);
    everybodyChooses();
    note("transit of another network turned up", 15 * MINUTE, node);
  }

  /** A network with customers of its own. */
  private int middle() {
    while (true) {
      int node = world.drawn(Internet.TOP, Internet.MIDDLE_END);
      if (internet.customers.get(node).size() > 1) {
        return node;
      }
    }
  }

  /** Who may become its provider. */
  private int strangerTo(int node) {
    while (true) {
      int other = world.drawn(0, Internet.LARGE_END);
      if (other != node && !internet.areNeighbours(node, other) && !internet.isBelow(other, node)) {
        return other;
      }
    }
  }

  private void customerMovesToUs() {
    int node = middle();
    internet.provide(World.OWN, node);
    world.sessionUp(world.join(node, World.Role.CUSTOMER, false));
    everybodyChooses();
    note("existing network becomes a customer of ours", 15 * MINUTE, node);
  }

  private void scrubbing(boolean ours, boolean stated) {
    var victim = ours ? world.groups.get(World.OWN) : any(each -> each.prefixes.size() > 1);
    int scrubber = stated ? World.SCRUBBER : World.SCRUBBER + 1;
    boolean asItself = ours || random.nextBoolean();
    var suffix = asItself ? List.<Integer>of() : List.of(Internet.number(victim.origin()));
    var lot = world.specifics(victim, 8 + random.nextInt(ours ? 60 : 200));
    var group =
        world.announce(
            List.of(new Internet.Seed(scrubber, Internet.NOBODY, suffix)), lot, 60 * SECOND);
    long length = between(30 * MINUTE, 12 * HOUR);
    world.after(length, () -> world.dissolve(group, null, 60 * SECOND));
    note(
        "scrubbing by /24s, "
            + (!ours ? "block of another" : stated ? "own block" : "own block, origin not stated"),
        length,
        scrubber);
  }

  private void sessions(String kind, int times, long from, long end) {
    var linked = world.views.stream().filter(view -> view.role() != World.Role.OUTSIDE).toList();
    var view = linked.get(random.nextInt(linked.size()));
    long at = 0;
    for (int i = 0; i < times; i++) {
      long length = between(from, end);
      world.after(at, () -> down(view, length));
      at += length + between(40 * SECOND, 80 * SECOND);
    }
    note(kind, at + 5 * MINUTE);
  }

  /** All providers of a network fail, and another that nobody knew takes over. */
  private void backup() {
    int node = middle();
    int other = strangerTo(node);
    var lost = List.copyOf(internet.providers.get(node));
    internet.provide(other, node);
    var hit = new HashSet<World.Group>();
    lost.forEach(up -> hit.addAll(world.cut(up, node, 60 * SECOND)));
    long length = between(20 * MINUTE, 12 * HOUR);
    world.after(
        length,
        () -> {
          lost.forEach(up -> internet.mend(up, node));
          internet.part(other, node);
          hit.addAll(world.groups.stream().filter(group -> group.uses(node, other)).toList());
          lost.forEach(up -> world.mend(up, node, hit, 60 * SECOND));
        });
    note("network moves to a backup never seen", length, node);
  }

  private void specifics(int least, int most) {
    int count = least + random.nextInt(most - least);
    var group = any(each -> each.prefixes.size() * 16 >= count);
    var lot = world.specifics(group, count);
    var announced = world.announce(from(group.origin()), lot, 120 * SECOND);
    long length = between(30 * MINUTE, 6 * HOUR);
    world.after(length, () -> world.dissolve(announced, null, 120 * SECOND));
    boolean flood = least >= 1_000;
    note(
        flood ? "flood of 1,200 to 4,000 specifics" : "de-aggregation into 20 to 900",
        flood ? OF_FLOOD : Set.of(),
        length,
        as(group.origin()),
        Set.of(),
        lot.size());
  }

  // What people are to be called for.

  /** Who leaks, and to whom. */
  private enum Leaker {
    STATED_CUSTOMER("by a customer, to us"),
    UNSTATED_CUSTOMER("by a customer" + NOT_STATED + ", to us"),
    STATED_PEER("by a peer, to us"),
    UNSTATED_PEER("by a peer" + NOT_STATED + ", to us"),
    MEMBER("by a member of the exchange, to us by its route server"),
    AFAR("two or more hops away");

    private final String text;

    Leaker(String text) {
      this.text = text;
    }

    boolean isCustomer() {
      return this == STATED_CUSTOMER || this == UNSTATED_CUSTOMER;
    }

    boolean isStated() {
      return this == STATED_CUSTOMER || this == STATED_PEER;
    }
  }

  private void leak(Leaker from, int least, int most) {
    int wanted = least + random.nextInt(Math.min(most - least, 3 * least));
    var found = List.<World.Group>of();
    Internet.Leak leak = null;
    for (int i = 0; i < TRIES && routes(found) < wanted; i++) {
      var tried = drawn(from);
      var groups = shown(tried, wanted);
      if (leak == null || routes(groups) > routes(found)) {
        leak = tried;
        found = groups;
      }
    }
    if (leak != null && !found.isEmpty()) {
      begin(leak, from, found);
    }
  }

  private static int routes(List<World.Group> groups) {
    return groups.stream().mapToInt(group -> group.prefixes.size()).sum();
  }

  private Internet.Leak drawn(Leaker from) {
    if (from == Leaker.AFAR) {
      int node = middle();
      var to = new ArrayList<>(internet.providers.get(node));
      to.addAll(internet.peers.get(node));
      to.remove(Integer.valueOf(World.OWN));
      return new Internet.Leak(node, to.get(random.nextInt(to.size())));
    }
    if (from == Leaker.MEMBER) {
      int member = world.members.get(random.nextInt(world.members.size()));
      return new Internet.Leak(member, World.OWN);
    }
    var role = from.isCustomer() ? World.Role.CUSTOMER : World.Role.PEER;
    var fitting =
        world.views.stream()
            .filter(view -> view.role() == role)
            .filter(view -> view.isNamed() == from.isStated())
            .toList();
    return new Internet.Leak(fitting.get(random.nextInt(fitting.size())).node(), World.OWN);
  }

  /** Groups whose leak is seen, until they have so many prefixes. */
  private List<World.Group> shown(Internet.Leak leak, int wanted) {
    var shuffled = new ArrayList<>(world.groups);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    var found = new ArrayList<World.Group>();
    int prefixes = 0;
    int vain = 0;
    for (var group : shuffled) {
      boolean fits =
          group.leak == null
              && group.origin() != World.OWN
              && prefixes + group.prefixes.size() <= wanted + wanted / 4 + 20;
      if (prefixes < wanted && vain < TRIES && fits) {
        boolean shows = world.shows(group, leak);
        vain = shows ? 0 : vain + 1;
        if (shows) {
          found.add(group);
          prefixes += group.prefixes.size();
        }
      }
    }
    return found;
  }

  private void begin(Internet.Leak leak, Leaker from, List<World.Group> groups) {
    long ramp = between(10 * SECOND, 150 * SECOND);
    long length = between(5 * MINUTE, 90 * MINUTE);
    for (var group : groups) {
      world.after(
          world.within(ramp),
          () -> {
            group.leak = leak;
            world.choose(group, 5 * SECOND);
          });
      world.after(
          length + world.within(60 * SECOND),
          () -> {
            group.leak = null;
            world.choose(group, 20 * SECOND);
          });
    }
    int routes = routes(groups);
    String size =
        routes < 50
            ? "below 50"
            : routes < 500 ? "50–499" : routes < 5_000 ? "500–4,999" : "5,000+";
    note(
        "leak of " + size + " routes, " + from.text,
        OF_LEAK,
        length + 80 * SECOND,
        as(leak.leaker()),
        Set.of(as(leak.to())),
        routes);
  }

  private World.Group own() {
    return world.groups.get(World.OWN);
  }

  private World.Group othersWatched() {
    return world.othersWatched.get(random.nextInt(world.othersWatched.size()));
  }

  private void hijack(
      World.Group victim, String what, String how, boolean specific, boolean forged) {
    int culprit = world.drawn(Internet.TOP, internet.used());
    var suffix = forged ? List.of(Internet.number(World.OWN)) : List.<Integer>of();
    var bad = new Internet.Seed(culprit, Internet.NOBODY, suffix);
    int count = 1 + random.nextInt(3);
    World.Group taken;
    if (specific) {
      taken = world.announce(List.of(bad), world.specifics(victim, count), 20 * SECOND);
    } else {
      var seeds = new ArrayList<>(victim.seeds);
      seeds.add(bad);
      var some =
          List.copyOf(victim.prefixes.subList(0, Math.min(count, victim.prefixes.size() - 1)));
      taken = world.split(victim, some, seeds, 20 * SECOND);
    }
    long length = between(5 * MINUTE, 3 * HOUR);
    world.after(length, () -> world.dissolve(taken, specific ? null : victim, 20 * SECOND));
    boolean seen = world.showing(taken, culprit) > 0;
    String kind = forged ? "forged " + what : what;
    // Where most views take the hijacker's route, ours is lost, and that is said too.
    note(
        seen ? kind + how : "hijack that no view shows",
        seen ? OF_HIJACK : Set.of(),
        length,
        as(culprit),
        Set.of(),
        taken.prefixes.size());
  }

  private void hidden(String kind, int least, int most) {
    var own = world.groups.get(World.OWN);
    var outside =
        new ArrayList<>(
            world.views.stream().filter(view -> view.role() == World.Role.OUTSIDE).toList());
    Collections.shuffle(outside, new Random(random.nextLong()));
    int count = least + random.nextInt(most - least + 1);
    outside.stream().limit(count).forEach(view -> own.hiddenFrom.add(view.place()));
    world.choose(own, 30 * SECOND);
    long length = between(5 * MINUTE, HOUR);
    world.after(
        length,
        () -> {
          own.hiddenFrom.clear();
          world.choose(own, 30 * SECOND);
        });
    boolean forMost = 2 * least > World.OUTSIDE_VIEWS;
    note(kind, forMost ? Set.of("visibility-lost") : Set.of(), length, "", Set.of(), count);
  }
}

package jp.anshin.route.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jp.anshin.route.simulation.SimulatedInternet.Block;
import jp.anshin.route.simulation.SimulatedInternet.Origin;
import jp.anshin.wire.bgp.BgpWriter.Prefix;
import org.jspecify.annotations.Nullable;

/** What leaks, which view sees it, and when each route comes and goes. */
final class LeakPlan {

  /** So many of 160 leaked prefixes are below OCN's blocks: more than 25,000 of 160,000. */
  private static final int OCN_OF_160 = 26;

  private static final int FIRST_VIEW_OF_160 = 95;
  private static final int SECOND_VIEW_OF_160 = 97;

  /** Networks of exchange points that Google itself seemed to originate. */
  private static final int EXCHANGE_LANS = 6;

  private static final int EXCHANGE_LAN_LENGTH = 22;

  /** Most leaked prefixes were new to the table; some were not. */
  private static final int KNOWN_PERCENT = 10;

  /** Some paths had one more network before the origin. */
  private static final int THROUGH_PROVIDER_PERCENT = 10;

  private static final int SPECIFICS_OF_A_BLOCK_MAX = 6;

  private static final Duration RAMP = Duration.ofSeconds(90);
  private static final Duration RESTORING = Duration.ofSeconds(40);
  private static final long SECOND = 1_000_000;

  /** A second view hears of a route so much later, at most. */
  private static final long SKEW_MICROS = 2 * SECOND;

  /** One flap for so many leaked prefixes: far too few to be a leak again. */
  private static final int PREFIXES_A_FLAP = 500;

  private static final int FLAP_SECONDS_MIN = 5;
  private static final int FLAP_SECONDS_MAX = 25;

  /**
   * A leaked prefix.
   *
   * @param prefix the prefix
   * @param tail the path from the leaker on
   * @param before its origin when it was announced before as well, to be restored; else null
   */
  private record Leaked(Prefix prefix, List<Long> tail, @Nullable Origin before) {}

  /**
   * A route comes or goes.
   *
   * @param epochMicros when
   * @param view index in {@link View#ALL}
   * @param prefix the prefix
   * @param path the path from now on; empty for none
   * @param more so many routes more does the view have then: -1, 0 or 1
   */
  record Change(long epochMicros, int view, Prefix prefix, List<Long> path, int more) {}

  private final SplittableRandom random;
  private final SimulatedInternet internet;
  private final List<Change> changes = new ArrayList<>();

  private LeakPlan(SplittableRandom random, SimulatedInternet internet) {
    this.random = random;
    this.internet = internet;
  }

  /** Every change from the first quiet minute on, in the order of time. */
  static List<Change> of(SplittableRandom random, SimulatedInternet internet, SimulationSize size) {
    var plan = new LeakPlan(random, internet);
    List<Leaked> leaked = plan.leaked(size.leakedPrefixes());
    int first = size.leakedPrefixes() * FIRST_VIEW_OF_160 / 160;
    int second = size.leakedPrefixes() - size.leakedPrefixes() * SECOND_VIEW_OF_160 / 160;
    for (int i = 0; i < leaked.size(); i++) {
      plan.comesAndGoes(leaked.get(i), i < first, i >= second, i == 0);
    }
    plan.flaps(leaked.subList(0, first));
    plan.churn();
    plan.changes.sort(Comparator.comparingLong(Change::epochMicros).thenComparingInt(Change::view));
    return plan.changes;
  }

  private List<Leaked> leaked(int count) {
    var leaked = new ArrayList<Leaked>();
    for (int i = 0; i < EXCHANGE_LANS; i++) {
      leaked.add(new Leaked(internet.spare(EXCHANGE_LAN_LENGTH), List.of(), null));
    }
    ocn(leaked, count * OCN_OF_160 / 160);
    var origins = new ArrayList<>(internet.others());
    Collections.shuffle(origins, new Random(random.nextLong()));
    for (Origin origin : origins) {
      for (Block block : origin.blocks()) {
        ofBlock(origin, block, count - leaked.size(), leaked);
      }
    }
    if (leaked.size() != count) {
      throw new IllegalStateException(leaked.size() + " prefixes can leak, not " + count);
    }
    Collections.shuffle(leaked, new Random(random.nextLong()));
    // The first to come is a leak for sure: what Google originates itself may be its own.
    int sure = 0;
    while (leaked.get(sure).tail().isEmpty()) {
      sure++;
    }
    Collections.swap(leaked, 0, sure);
    return leaked;
  }

  private void ocn(List<Leaked> leaked, int count) {
    Origin ocn = internet.ocn();
    var parts = new ArrayList<Prefix>();
    ocn.blocks().forEach(block -> parts.addAll(block.unannounced()));
    Collections.shuffle(parts, new Random(random.nextLong()));
    parts.stream()
        .limit(count)
        .forEach(part -> leaked.add(new Leaked(part, List.of(ocn.as()), null)));
  }

  private void ofBlock(Origin origin, Block block, int room, List<Leaked> leaked) {
    boolean through = random.nextInt(100) < THROUGH_PROVIDER_PERCENT;
    List<Long> tail = through ? List.of(origin.provider(), origin.as()) : List.of(origin.as());
    int left = room;
    if (left > 0 && random.nextInt(100) < KNOWN_PERCENT) {
      leaked.add(new Leaked(block.whole(), tail, origin));
      left--;
    }
    List<Prefix> parts = block.unannounced();
    int wanted = Math.min(left, 1 + random.nextInt(SPECIFICS_OF_A_BLOCK_MAX));
    int from = random.nextInt(parts.size());
    for (int i = 0; i < Math.min(wanted, parts.size()); i++) {
      leaked.add(new Leaked(parts.get((from + i) % parts.size()), tail, null));
    }
  }

  private void comesAndGoes(Leaked leaked, boolean inFirst, boolean inSecond, boolean earliest) {
    long start = micros(Leak2017.LEAK_BEGINS);
    long end = micros(Leak2017.LEAK_ENDS);
    // Two even shares of the time added: it rises to the middle, then falls.
    long comes = (random.nextLong(RAMP.toMillis()) + random.nextLong(RAMP.toMillis())) * 500;
    long goes = random.nextLong(RESTORING.toMillis()) * 1_000;
    boolean[] seenBy = {inFirst, inSecond};
    for (int view = 0; view < seenBy.length; view++) {
      if (seenBy[view]) {
        long skew = earliest ? 0 : random.nextLong(SKEW_MICROS);
        changes.add(announced(start + (earliest ? 0 : comes) + skew, view, leaked));
        changes.add(restored(end + (earliest ? 0 : goes) + skew, view, leaked));
      }
    }
  }

  private static Change announced(long micros, int view, Leaked leaked) {
    var path = new ArrayList<Long>();
    path.add(View.ALL.get(view).as());
    path.add(SimulatedInternet.VERIZON);
    path.add(SimulatedInternet.GOOGLE);
    path.addAll(leaked.tail());
    int more = leaked.before() == null ? 1 : 0;
    return new Change(micros, view, leaked.prefix(), List.copyOf(path), more);
  }

  private static Change restored(long micros, int view, Leaked leaked) {
    Origin before = leaked.before();
    return before == null
        ? new Change(micros, view, leaked.prefix(), List.of(), -1)
        : new Change(micros, view, leaked.prefix(), before.paths().get(view), 0);
  }

  /** Residual flaps, seen by the first view, each of another prefix. */
  private void flaps(List<Leaked> candidates) {
    long from = micros(Leak2017.LEAK_ENDS) + micros(RESTORING) + 10 * SECOND;
    long until = micros(Leak2017.FLAPS_END) - (FLAP_SECONDS_MAX + 1) * SECOND;
    for (int i = 0; i < candidates.size() / PREFIXES_A_FLAP; i++) {
      Leaked flapping = candidates.get(1 + i);
      long comes = from + random.nextLong(until - from);
      long stays = random.nextLong(FLAP_SECONDS_MIN, FLAP_SECONDS_MAX);
      changes.add(announced(comes, 0, flapping));
      changes.add(restored(comes + stays * SECOND, 0, flapping));
    }
  }

  /** What goes on every day: one route a second goes and comes back by the same path. */
  private void churn() {
    List<Origin> quiet =
        internet.all().filter(origin -> origin.as() != SimulatedInternet.GOOGLE).toList();
    long seconds = Duration.between(Leak2017.CHURN_BEGINS, Leak2017.ENDS).toSeconds() - 10;
    IntStream.range(0, (int) seconds)
        .forEach(second -> {
          Origin origin = quiet.get(random.nextInt(quiet.size()));
          List<Prefix> announced = origin.announced().toList();
          Prefix prefix = announced.getLast();
          boolean leaks = announced.size() == 1 || prefix.length() <= 21;
          if (leaks) {
            return; // a whole block may be leaked, and would be restored twice
          }
          int view = random.nextInt(View.ALL.size());
          long at = micros(Leak2017.CHURN_BEGINS) + second * SECOND + random.nextLong(SECOND);
          changes.add(new Change(at, view, prefix, List.of(), -1));
          changes.add(new Change(at + 3 * SECOND, view, prefix, origin.paths().get(view), 1));
        });
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}

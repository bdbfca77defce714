package jp.anshin.law.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Citation;
import jp.anshin.law.Determination;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * Says when each pair of thresholds is reached. Between two statements the number of users is taken
 * to lie within the bounds of both; after the last one, to stay. A peak that nobody counted is thus
 * not seen: how often that happens is measured in docs/performance.md.
 */
public final class AccidentClock {

  /**
   * Those of a serious accident, then those of the periodic report; the first to be reached first.
   */
  public static final Comparator<Crossing> FIRST =
      Comparator.comparing(Crossing::duty)
          .thenComparing(each -> first(each.earliest()))
          .thenComparing(each -> first(each.latest()));

  private static final long SECONDS_PER_MINUTE = 60;

  private final Rulebook rulebook;
  private final PeriodicRule periodic;

  /**
   * @param rulebook the thresholds of the periodic report, and which editions are proposals
   */
  public AccidentClock(Rulebook rulebook) {
    this.rulebook = rulebook;
    this.periodic = rulebook.periodic();
  }

  /**
   * When something is reached.
   *
   * @param earliest not before this, or null when never
   * @param estimate by the estimates, or null
   * @param latest certainly by this, or null
   */
  private record Reach(
      @Nullable Instant earliest, @Nullable Instant estimate, @Nullable Instant latest) {

    static final Reach ALWAYS = new Reach(Instant.MIN, Instant.MIN, Instant.MIN);

    Reach and(Reach other) {
      return new Reach(
          later(earliest, other.earliest),
          later(estimate, other.estimate),
          later(latest, other.latest));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return null;
      }
      return one.isAfter(other) ? one : other;
    }

    /** Nothing is reached any more once the outage is over. */
    Reach until(@Nullable Interval ended) {
      if (ended == null) {
        return this;
      }
      return new Reach(
          notAfter(earliest, ended.latest()),
          notAfter(estimate, middle(ended)),
          notAfter(latest, ended.earliest()));
    }

    /** The same where it is known how long it lasted, and perhaps not when. */
    Reach until(Interval ended, Bounds lasted, long seconds) {
      Long most = lasted.max();
      return new Reach(
          most != null && most < seconds ? null : notAfter(earliest, ended.latest()),
          notAfter(estimate, middle(ended)),
          lasted.min() >= seconds ? notAfter(latest, ended.latest()) : null);
    }

    private static @Nullable Instant notAfter(@Nullable Instant one, Instant end) {
      return one == null || one.isAfter(end) ? null : one;
    }
  }

  /**
   * Every pair of thresholds that the law of the day tests, under each reading of users (that by
   * which whoever is restored leaves where counts fall), those of the periodic report after them;
   * the first to be reached first. A pair of a proposal that a table in force has too is told once,
   * as the law.
   *
   * @param outage what is known
   * @param said what the law says of it, for its rows
   * @param now the moment of whoever asks; what was stated later is not looked at
   */
  public List<Crossing> crossings(Outage outage, Determination said, Instant now) {
    return crossings(outage, said.reason(), now);
  }

  /**
   * The same by one node of a reason tree: that of services of one 役務区分 together.
   *
   * @param node of whose rows the pairs are taken
   */
  public List<Crossing> crossings(Outage outage, Reason node, Instant now) {
    var found = new ArrayList<Crossing>();
    node.walk()
        .filter(each -> each.test() == Test.EDITION)
        .forEach(edition -> addEdition(found, outage, edition, now));
    for (UsersReading reading : List.of(UsersReading.PEAK, UsersReading.CUMULATIVE)) {
      found.add(periodicByUsers(outage, reading, now));
    }
    found.add(
        crossing(
            outage,
            Crossing.Duty.PERIODIC,
            "",
            new Thresholds(periodic.durationMinutes(), 0),
            UsersReading.PEAK,
            periodic.citation(),
            false,
            now));
    found.sort(FIRST);
    // Each reading has rows of its own, with the same pairs.
    return found.stream().distinct().filter(each -> !isLawToo(each, found)).toList();
  }

  /**
   * When the duration of each rule of facilities that the law of the day tests is reached.
   *
   * @param outage what is known of the time for which nothing went over the facility
   * @param said what the law says of it, for its rules
   */
  public List<Crossing> facilities(Outage outage, Determination said, Instant now) {
    var found = new ArrayList<Crossing>();
    for (Reason way : said.reason().children()) {
      Citation citation = way.citation();
      if (way.test() == Test.FACILITY && citation != null) {
        Long seconds = way.children().getLast().threshold();
        if (seconds != null) {
          found.add(
              crossing(
                  outage,
                  Crossing.Duty.SERIOUS,
                  way.subject(),
                  new Thresholds(seconds / SECONDS_PER_MINUTE, 0),
                  UsersReading.PEAK,
                  citation,
                  false,
                  now));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Whether it is of a proposal, and the same pair stands in a table in force. */
  private static boolean isLawToo(Crossing crossing, List<Crossing> all) {
    return crossing.proposed()
        && all.stream().anyMatch(other -> !other.proposed() && other.isOfSamePair(crossing));
  }

  private static Instant first(@Nullable Instant at) {
    return at == null ? Instant.MAX : at;
  }

  private record Thresholds(long minutes, long users) {}

  private void addEdition(List<Crossing> found, Outage outage, Reason edition, Instant now) {
    boolean proposed = rulebook.isProposal(edition.subject());
    edition.children().stream()
        .filter(node -> node.test() == Test.ROW)
        .forEach(row -> addRow(found, outage, row, proposed, now));
  }

  private static void addRow(
      List<Crossing> found, Outage outage, Reason row, boolean proposed, Instant now) {
    Citation citation = row.citation();
    if (citation == null) {
      return;
    }
    for (Reason cell : row.children()) {
      Long seconds = cell.children().getFirst().threshold();
      Long users = cell.children().getLast().threshold();
      if (seconds != null && users != null) {
        var pair = new Thresholds(seconds / SECONDS_PER_MINUTE, users);
        for (UsersReading reading : UsersReading.values()) {
          if (reading == UsersReading.RESTORED_LEAVE && !outage.fallsBy(now)) {
            continue;
          }
          found.add(
              crossing(
                  outage,
                  Crossing.Duty.SERIOUS,
                  row.subject(),
                  pair,
                  reading,
                  citation,
                  proposed,
                  now));
        }
      }
    }
  }

  private Crossing periodicByUsers(Outage outage, UsersReading reading, Instant now) {
    var pair = new Thresholds(0, periodic.users());
    return crossing(
        outage, Crossing.Duty.PERIODIC, "", pair, reading, periodic.citation(), false, now);
  }

  private static Crossing crossing(
      Outage outage,
      Crossing.Duty duty,
      String rule,
      Thresholds pair,
      UsersReading reading,
      Citation citation,
      boolean proposed,
      Instant now) {
    Reach unended =
        durationReached(outage.began(), pair.minutes())
            .and(usersReached(outage, pair, reading, now));
    Interval ended = outage.ended();
    Bounds lasted = outage.lasted();
    Reach reach =
        ended == null || lasted == null
            ? unended.until(ended)
            : unended.until(ended, lasted, pair.minutes() * SECONDS_PER_MINUTE);
    return new Crossing(
        duty,
        rule,
        pair.minutes(),
        pair.users(),
        reading,
        citation,
        proposed,
        Crossing.state(now, reach.earliest(), reach.latest()),
        reach.earliest(),
        reach.estimate(),
        reach.latest());
  }

  private static Reach durationReached(Interval began, long minutes) {
    Duration lasting = Duration.ofMinutes(minutes);
    return new Reach(
        began.earliest().plus(lasting), middle(began).plus(lasting), began.latest().plus(lasting));
  }

  private static Instant middle(Interval interval) {
    return interval
        .earliest()
        .plus(Duration.between(interval.earliest(), interval.latest()).dividedBy(2));
  }

  private static Reach usersReached(
      Outage outage, Thresholds pair, UsersReading reading, Instant now) {
    long users = pair.users();
    Long all = outage.usersOfService();
    if (users == 0) {
      return Reach.ALWAYS;
    }
    if (all != null && all < users) {
      return new Reach(null, null, null);
    }
    List<StatedUsers> counts = outage.countsStatedBy(now);
    Instant began = outage.began().earliest();
    Instant certain =
        counts.stream()
            .filter(count -> count.low() >= users)
            .map(StatedUsers::at)
            .findFirst()
            .orElse(null);
    return switch (reading) {
      case PEAK -> new Reach(mayReach(counts, users, began), estimated(counts, users), certain);
      // Whoever recovers may make room for others who are hit: counts of one moment bound the
      // sum of all from below only.
      case CUMULATIVE -> new Reach(began, estimatedSum(counts, users), certain);
      case RESTORED_LEAVE -> stayed(outage, counts, pair);
    };
  }

  /**
   * Of how many at most nothing is claimed: others may have been hit in place of those restored.
   */
  private static Reach stayed(Outage outage, List<StatedUsers> counts, Thresholds pair) {
    Interval began = outage.began();
    Duration lasting = Duration.ofMinutes(pair.minutes());
    return new Reach(
        began.earliest(),
        Outage.stayedFor(counts, StatedUsers::estimate, middle(began), lasting, pair.users()),
        Outage.stayedFor(counts, StatedUsers::low, began.latest(), lasting, pair.users()));
  }

  /** After the last statement before the first one that may reach it. */
  private static @Nullable Instant mayReach(List<StatedUsers> counts, long users, Instant began) {
    Instant before = began;
    for (StatedUsers count : counts) {
      if (count.mayReach(users)) {
        return before;
      }
      before = count.at().isAfter(began) ? count.at() : began;
    }
    return counts.isEmpty() ? began : null;
  }

  private static @Nullable Instant estimated(List<StatedUsers> counts, long users) {
    return counts.stream()
        .filter(count -> count.estimate() >= users)
        .map(StatedUsers::at)
        .findFirst()
        .orElse(null);
  }

  /** Each rise of the estimate is taken for others who are hit. */
  private static @Nullable Instant estimatedSum(List<StatedUsers> counts, long users) {
    long sum = 0;
    long before = 0;
    for (StatedUsers count : counts) {
      sum += Math.max(0, count.estimate() - before);
      before = count.estimate();
      if (sum >= users) {
        return count.at();
      }
    }
    return null;
  }
}

package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Origin;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import org.jspecify.annotations.Nullable;

/**
 * What live counts add to the facts of a service: its users are at least the most that were counted
 * at one moment, and where that was counted since somebody answered, at most what may have been.
 * They never lower a number, and give no upper bound where there was none, for nobody counts a peak
 * between two counts.
 */
final class CountedFacts {

  /** By how many were counted at least; of equal ones the earlier is more: it said so first. */
  static final Comparator<StatedCount> BY_LOW =
      Comparator.<StatedCount>comparingLong(count -> count.said().low())
          .thenComparing(count -> count.said().at(), Comparator.reverseOrder());

  private CountedFacts() {}

  /**
   * The facts with the peak that is known.
   *
   * @param answer as it is believed
   */
  static ServiceFacts raised(ServiceFacts facts, Incident incident, Optional<ImpactAnswer> answer) {
    List<StatedCount> standing = standing(LiveCounts.of(incident.counts(), facts.service()));
    List<StatedCount> since = since(facts.service(), incident, answer);
    Optional<StatedCount> peak = standing.stream().max(BY_LOW);
    boolean contradicted = isContradicted(facts, incident, since);
    if (peak.isEmpty() && !contradicted) {
      return facts;
    }
    long low = peak.map(count -> count.said().low()).orElse(0L);
    boolean raises = low > facts.users().min();
    // Of what was said of none, nothing is left: neither how many nor how long.
    Bounds users =
        contradicted ? Bounds.atLeast(low) : widened(raised(facts.users(), low), standing, since);
    Bounds lasted = contradicted ? Bounds.UNKNOWN : facts.durationSeconds();
    return new ServiceFacts(
        facts.service(),
        facts.category(),
        contradicted ? Impact.UNKNOWN : facts.impact(),
        facts.exclusions(),
        hardToCount(facts, incident, low),
        facts.conditions(),
        users,
        lasted,
        facts.ongoingSince(),
        facts.lpwa(),
        raised(facts.counted(), users),
        contradicted
            ? List.of()
            : facts.readings().stream()
                .map(each -> widened(raised(each, low, lasted), lasted, standing, since))
                .toList(),
        raises ? peak.map(CountedFacts::origin).orElse(facts.origin()) : facts.origin(),
        facts.began(),
        facts.together());
  }

  /**
   * Where more are counted as likely than an answer allows at most, that bound is not believed;
   * neither where more may have been by a count that whoever answered could not know.
   */
  private static Bounds widened(Bounds users, List<StatedCount> standing, List<StatedCount> since) {
    Long most = users.max();
    for (StatedCount count : standing) {
      boolean isLikelier = most != null && count.said().estimate() > most;
      if (isLikelier || (since.contains(count) && mayBeMore(count, most))) {
        most = count.said().high();
      }
    }
    return new Bounds(users.min(), most);
  }

  static boolean mayBeMore(StatedCount count, @Nullable Long most) {
    Long high = count.said().high();
    return most != null && (high == null || high > most);
  }

  /** The same by a reading; of steps nobody knows which of them holds whom else was counted. */
  private static Reading widened(
      Reading reading, Bounds lasted, List<StatedCount> standing, List<StatedCount> since) {
    var extents = new ArrayList<Extent>();
    for (Extent each : reading.extents()) {
      extents.add(new Extent(widened(each.users(), standing, since), each.durationSeconds()));
    }
    if (!reading.name().equals(Reading.RESTORED_LEAVE)) {
      return new Reading(reading.name(), extents);
    }
    long most = 0;
    for (Extent each : reading.extents()) {
      Long max = each.users().max();
      if (max == null) {
        return reading;
      }
      most = Math.max(most, max);
    }
    Bounds more = widened(new Bounds(0, most), standing, since);
    if (more.equals(new Bounds(0, most))) {
      return reading;
    }
    var steps = new ArrayList<>(reading.extents());
    steps.add(new Extent(more, new Bounds(0, lasted.max())));
    return new Reading(reading.name(), steps);
  }

  /**
   * What was counted since somebody answered that it was over or that nobody was hit, of moments
   * within the times that the answer leaves to it.
   */
  private static List<StatedCount> since(
      String service, Incident incident, Optional<ImpactAnswer> answer) {
    Optional<ServiceImpact> impact =
        answer.flatMap(given -> given.service(service)).filter(each -> !each.ongoing());
    // Who only counts does not say anew that nobody was hit.
    boolean none = impact.filter(each -> each.kind() == Impact.NONE).isPresent();
    KnownThen then = none ? incident.atAnswer() : incident.atUsers(service);
    boolean isOpenAnyway = EndedAnswers.isContradicted(service, incident);
    if (then == null || impact.isEmpty() || isOpenAnyway) {
      return List.of();
    }
    return statedSince(then, incident, service).stream()
        .filter(count -> none || isWithin(count.said().at(), impact.get(), then, incident))
        .toList();
  }

  /**
   * A beginning that was corrected since takes no count away; of moments outside see {@link
   * EndedAnswers}. Who said that nobody was hit has said so of every moment.
   */
  private static boolean isWithin(
      Instant at, ServiceImpact impact, KnownThen then, Incident incident) {
    Instant first = EndedAnswers.began(impact, incident, then);
    Optional<Instant> last = impact.restored().map(Interval::latest).or(incident::restoredAt);
    return !at.isBefore(first) && last.filter(at::isAfter).isEmpty();
  }

  /** The most that a count of that service says there may be; 0 where none was stated. */
  static long mostStated(Incident incident, String service) {
    return standing(LiveCounts.of(incident.counts(), service)).stream()
        .map(StatedCount::said)
        .mapToLong(said -> said.high() == null ? said.estimate() : said.high())
        .max()
        .orElse(0);
  }

  /** Whether a count since the answer leaves open how many users a service had at most. */
  static boolean isWidened(ServiceFacts facts, Incident incident, Optional<ImpactAnswer> answer) {
    Optional<Long> most =
        answer
            .flatMap(given -> given.service(facts.service()))
            .filter(each -> each.kind() != Impact.NONE)
            .map(each -> each.users().max());
    return most.isPresent()
        && since(facts.service(), incident, answer).stream()
            .anyMatch(count -> mayBeMore(count, most.get()));
  }

  /**
   * Whether counts of that service fall, or lie below the users that were answered: then some may
   * have been restored first, or hit later.
   */
  static boolean fall(Incident incident, String service) {
    return fallAmongThemselves(incident, service) || areFewerThanAnswered(incident, service);
  }

  /** Since then, of moments within the answered time; what lies outside opens the times. */
  private static boolean areFewerThanAnswered(Incident incident, String service) {
    KnownThen then = incident.atUsers(service);
    ServiceImpact impact =
        incident.impact().flatMap(answer -> answer.service(service)).orElse(null);
    if (then == null || impact == null || !impact.mayBeHit()) {
      return false;
    }
    Instant from = Beginning.taken(impact, incident).latest();
    Instant end =
        impact.ongoing()
            ? Instant.MAX
            : impact
                .restored()
                .map(Interval::earliest)
                .orElseGet(() -> from.plusSeconds(impact.lastedSeconds().min()));
    return statedSince(then, incident, service).stream()
        .map(StatedCount::said)
        .filter(count -> count.at().isAfter(from) && count.at().isBefore(end))
        .map(CountedUsers::high)
        .anyMatch(high -> high != null && high < impact.users().min());
  }

  private static boolean fallAmongThemselves(Incident incident, String service) {
    List<StatedCount> counts =
        standing(LiveCounts.of(incident.counts(), service)).stream()
            .sorted(Comparator.comparing(count -> count.said().at()))
            .toList();
    for (int i = 1; i < counts.size(); i++) {
      if (counts.get(i).said().low() < counts.get(i - 1).said().low()) {
        return true;
      }
    }
    return false;
  }

  /** An upper bound below what was counted was wrong: then nobody knows one. */
  private static Bounds raised(Bounds users, long low) {
    Long max = users.max();
    if (low <= users.min()) {
      return users;
    }
    return max == null || max < low ? Bounds.atLeast(low) : Bounds.between(low, max);
  }

  /** By every reading they are at least those who were affected at one moment. */
  private static Reading raised(Reading reading, long low, Bounds lasted) {
    return reading.name().equals(Reading.RESTORED_LEAVE)
        ? withCounted(reading, low, lasted)
        : new Reading(
            reading.name(),
            reading.extents().stream()
                .map(each -> new Extent(raised(each.users(), low), each.durationSeconds()))
                .toList());
  }

  /**
   * Where whoever is restored leaves, a count of one moment proves how many were affected, not for
   * how long: no longer than any step that may hold so many, or where none may, than the whole.
   */
  private static Reading withCounted(Reading reading, long low, Bounds lasted) {
    if (reading.extents().stream().anyMatch(each -> each.users().min() >= low)) {
      return reading;
    }
    List<Extent> holding = reading.extents().stream().filter(each -> mayHold(each, low)).toList();
    List<Bounds> durations =
        holding.isEmpty()
            ? List.of(lasted)
            : holding.stream().map(Extent::durationSeconds).toList();
    Bounds users = holding.isEmpty() ? Bounds.atLeast(low) : Bounds.exactly(low);
    var extents = new ArrayList<>(reading.extents());
    extents.add(new Extent(users, new Bounds(0, longest(durations))));
    return new Reading(reading.name(), extents);
  }

  private static boolean mayHold(Extent extent, long low) {
    Long most = extent.users().max();
    return most == null || most >= low;
  }

  /** The most of several durations; null where one of them has no upper bound. */
  private static @Nullable Long longest(List<Bounds> durations) {
    long longest = 0;
    for (Bounds each : durations) {
      Long most = each.max();
      if (most == null) {
        return null;
      }
      longest = Math.max(longest, most);
    }
    return longest;
  }

  /** How they were counted stays what somebody has said; how many is what is known now. */
  private static @Nullable UserCount raised(@Nullable UserCount counted, Bounds users) {
    return counted == null
        ? null
        : new UserCount(
            counted.method(), users, counted.referenceDay(), counted.range(), counted.origin());
  }

  /** Who counts them can count them, unless somebody has ever said that they are hard to count. */
  private static Truth hardToCount(ServiceFacts facts, Incident incident, long low) {
    boolean said = EarlierWords.hardToCount(facts.service(), incident) != Truth.NO;
    boolean open = facts.usersHardToCount() == Truth.UNDETERMINED && !said;
    return low > 0 && open ? Truth.NO : facts.usersHardToCount();
  }

  /**
   * Whether it was said that none were affected, and some were counted or, since that was said, may
   * have been, or the incident began again after that: what users met is to be asked. A count that
   * was wrong is restated. Of who counts nobody and knows no bound, nothing follows.
   */
  private static boolean isContradicted(
      ServiceFacts facts, Incident incident, List<StatedCount> since) {
    return facts.impact() == Impact.NONE
        && (!affected(incident, facts.service()).isEmpty()
            || since.stream().anyMatch(CountedFacts::mayBeSome)
            || EndedAnswers.wasResumed(incident));
  }

  /** Of each moment the last count of the service that whoever answered then could not know. */
  static List<StatedCount> statedSince(KnownThen then, Incident incident, String service) {
    List<StatedCount> later = incident.counts().subList(then.counts(), incident.counts().size());
    return standing(LiveCounts.of(later, service));
  }

  /** Whether it says that some were likely affected, or may have been. */
  static boolean mayBeAny(StatedCount count) {
    return count.said().estimate() > 0 || mayBeSome(count);
  }

  /** Whether it says that some may have been affected, and how many at most. */
  private static boolean mayBeSome(StatedCount count) {
    Long high = count.said().high();
    return high != null && high > 0;
  }

  /**
   * The moments about which users were counted, or may have been by a count that nobody who
   * answered knew; the earliest first.
   */
  static List<Instant> perhapsAffected(Incident incident, String service) {
    KnownThen then = incident.atAnswer();
    List<StatedCount> later =
        then == null
            ? standing(LiveCounts.of(incident.counts(), service))
            : statedSince(then, incident, service);
    return Stream.concat(
            affected(incident, service).stream(),
            later.stream().filter(CountedFacts::mayBeSome).map(count -> count.said().at()))
        .sorted()
        .distinct()
        .toList();
  }

  /** The moments about which affected users were counted, the earliest first. */
  static List<Instant> affected(Incident incident, String service) {
    return standing(LiveCounts.of(incident.counts(), service)).stream()
        .map(StatedCount::said)
        .filter(count -> count.estimate() > 0)
        .map(CountedUsers::at)
        .sorted()
        .toList();
  }

  private static Origin origin(StatedCount count) {
    return Origin.of(count.by(), count.statedAt(), count.said().basis());
  }

  /** Of each moment the last statement. */
  static List<StatedCount> standing(List<StatedCount> counts) {
    Set<Object> seen = new HashSet<>();
    return counts.reversed().stream().filter(count -> seen.add(count.said().at())).toList();
  }
}

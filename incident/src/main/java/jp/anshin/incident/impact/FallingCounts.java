package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.StatedUsers;
import org.jspecify.annotations.Nullable;

/**
 * The reading by which whoever is restored leaves, made from live counts that fall where nobody has
 * answered how users were restored: those left at the lowest were affected all the time ({@link
 * Outage#restoredLeaveBy}). Of everybody else nothing is claimed, so it never makes a <em>no</em>
 * that the other readings do not make; it only keeps a <em>yes</em> from being firm.
 *
 * @param rulebook whose thresholds say which steps matter
 * @param incident whose counts are read
 * @param occurredAt when the event occurred
 * @param at event time; what goes on has lasted until then
 */
record FallingCounts(Rulebook rulebook, Incident incident, Interval occurredAt, Instant at) {

  /**
   * Whether that reading of this service is made from its counts: they fall, and the answer neither
   * tells how users were restored nor chooses another reading. What is not believed of an answer is
   * not asked here either.
   *
   * @param said of the service by the answer in force
   */
  static boolean tell(Incident incident, String service, Map<String, Said> said) {
    return CountedFacts.fall(incident, service)
        && (EndedAnswers.isContradicted(service, incident)
            || (!said.containsKey(ImpactFields.STILL_AFFECTED) && !choosesAnother(said)));
  }

  private static boolean choosesAnother(Map<String, Said> said) {
    return said.containsKey(ImpactFields.READINGS) && !choosesThis(said);
  }

  private static boolean choosesThis(Map<String, Said> said) {
    Said chosen = said.get(ImpactFields.READINGS);
    return chosen != null && chosen.codes().contains(Reading.RESTORED_LEAVE);
  }

  /**
   * The facts with that reading beside the others, or alone where the answer chose it.
   *
   * @param facts of the service, with what was counted
   * @param said of it by the answer in force
   */
  ServiceFacts read(ServiceFacts facts, Map<String, Said> said) {
    if (facts.impact() == Impact.UNKNOWN || !tell(incident, facts.service(), said)) {
      return facts;
    }
    Outage outage = outage(facts);
    return outage
        .restoredLeaveBy(at)
        .or(() -> belowTheAnswer(outage))
        .map(reading -> new Reading(reading.name(), steps(reading, facts)))
        .map(reading -> facts.with(beside(reading, facts, said)))
        .orElse(facts);
  }

  /** Of counts that do not fall, and are below the answer: as many as one tells were hit since. */
  private Optional<Reading> belowTheAnswer(Outage outage) {
    Interval ended = outage.ended();
    Instant end = ended == null || ended.earliest().isAfter(at) ? at : ended.earliest();
    var steps = new ArrayList<Extent>();
    Instant since = outage.began().latest();
    for (StatedUsers count : outage.countsStatedBy(at)) {
      since = steps.isEmpty() || count.at().isBefore(since) ? since : count.at();
      long seconds = Math.max(0, Duration.between(since, end).toSeconds());
      steps.add(new Extent(Bounds.atLeast(count.low()), Bounds.atLeast(seconds)));
    }
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reading(Reading.RESTORED_LEAVE, steps));
  }

  private List<Reading> beside(Reading reading, ServiceFacts facts, Map<String, Said> said) {
    boolean chosen = choosesThis(said) && !EndedAnswers.isContradicted(facts.service(), incident);
    if (chosen) {
      return List.of(reading);
    }
    var readings = new ArrayList<>(facts.readings());
    if (readings.isEmpty()) {
      readings.add(Reading.of(OutageReadings.UNLESS_SAID, facts.users(), facts.durationSeconds()));
    }
    readings.add(reading);
    return readings;
  }

  /** Of counts alone: the number of an answer is of all who were affected, not of one moment. */
  private Outage outage(ServiceFacts facts) {
    Outage known = ServiceOutage.of(incident, facts, occurredAt, null, at);
    List<StatedCount> counts = LiveCounts.of(incident.counts(), facts.service());
    return new Outage(known.began(), known.ended(), LiveCounts.forClock(counts), null);
  }

  /** A week of counts has thousands of steps; those by which a threshold may be reached are few. */
  private List<Extent> steps(Reading reading, ServiceFacts facts) {
    var steps = new LinkedHashSet<Extent>();
    for (long users : thresholds()) {
      reading.extents().stream()
          .filter(step -> step.users().min() >= users)
          .max(Comparator.comparingLong(step -> step.durationSeconds().min()))
          .map(step -> within(step, facts))
          .ifPresent(steps::add);
    }
    return List.copyOf(steps);
  }

  /** Numbers of users that the law asks for on any day, the most first; last none. */
  private SortedSet<Long> thresholds() {
    var users = new TreeSet<Long>(Comparator.reverseOrder());
    rulebook
        .editions()
        .forEach(edition ->
            edition.rows().forEach(row -> row.cells().forEach(cell -> users.add(cell.users()))));
    users.add(rulebook.periodic().users());
    users.add(0L);
    return users;
  }

  /** What is known of all bounds what is known of those who were left. */
  private static Extent within(Extent step, ServiceFacts facts) {
    return new Extent(
        atMostOf(step.users().min(), facts.users()),
        atMostOf(step.durationSeconds().min(), facts.durationSeconds()));
  }

  private static Bounds atMostOf(long least, Bounds whole) {
    @Nullable Long most = whole.max();
    return new Bounds(Math.min(least, whole.min()), most);
  }
}

package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Reading;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.StatedUsers;
import jp.anshin.operator.Operator;
import org.jspecify.annotations.Nullable;

/** What an incident tells of the outage of one service, for the clock of the law. */
public final class ServiceOutage {

  private ServiceOutage() {}

  /**
   * The outage as it is known: what people counted, and what the impact answer in force says as one
   * more statement. Without answer it is taken to have begun with the incident; nobody knows then
   * when it was over for users, only that routes were restored.
   *
   * @param facts of the service, as {@link ImpactFacts} tells them
   * @param occurredAt when the event occurred
   * @param usersOfService how many users it has, or null when that is not known
   * @param now event time
   */
  public static Outage of(
      Incident incident,
      ServiceFacts facts,
      Interval occurredAt,
      @Nullable Long usersOfService,
      Instant now) {
    Long ofFile = BelievedAnswer.users(incident, facts.service(), usersOfService);
    Optional<ServiceImpact> said =
        incident.impact().flatMap(answer -> answer.service(facts.service()));
    Optional<ServiceImpact> believed =
        BelievedAnswer.of(incident, service -> ofFile)
            .flatMap(answer -> answer.service(facts.service()));
    List<StatedCount> counts = LiveCounts.of(incident.counts(), facts.service());
    Interval began = began(incident, facts, believed, occurredAt);
    Interval ended = ended(incident, facts, believed, began, counts, now);
    List<StatedUsers> stated = new ArrayList<>(LiveCounts.forClock(counts));
    Instant answeredAt = answeredAt(incident.atUsers(facts.service()), now);
    Optional<Long> held = believed.flatMap(impact -> HeldBound.of(impact, incident));
    said.flatMap(impact -> stated(impact, answeredAt, ended, held.isPresent()))
        .ifPresent(stated::addFirst);
    held.ifPresent(most -> stated.replaceAll(each -> atMost(each, most)));
    return new Outage(
        began,
        ended,
        stated,
        held.isPresent() ? held.get() : ofFile,
        isOnDayKnown(incident, facts, believed) ? facts.durationSeconds() : null);
  }

  /** Who says how many it can be at most knew what had been counted. */
  private static StatedUsers atMost(StatedUsers stated, long most) {
    Long high = stated.high();
    return new StatedUsers(
        stated.at(),
        stated.low(),
        stated.estimate(),
        high == null ? most : Math.min(high, most),
        stated.statedAt());
  }

  /**
   * Whether somebody who knows how long it lasted, and not to the moment when it began, said so,
   * and is believed: the length tells then more than both moments.
   */
  private static boolean isOnDayKnown(
      Incident incident, ServiceFacts facts, Optional<ServiceImpact> said) {
    return facts.durationSeconds().max() != null
        && said.filter(impact -> impact.kind() != Impact.UNKNOWN && !impact.ongoing())
            .flatMap(impact -> Optional.ofNullable(impact.began()))
            .filter(moment -> !moment.isExact())
            .isPresent()
        && !EndedAnswers.isContradicted(facts.service(), incident)
        && !ChangedTimes.contradict(facts.service(), incident);
  }

  private static Interval began(
      Incident incident, ServiceFacts facts, Optional<ServiceImpact> said, Interval occurredAt) {
    Interval since = facts.ongoingSince();
    return since != null
        ? since
        : said.flatMap(impact -> Optional.ofNullable(impact.began()))
            .orElseGet(() -> Beginning.counted(occurredAt, facts.service(), incident));
  }

  private static @Nullable Interval ended(
      Incident incident,
      ServiceFacts facts,
      Optional<ServiceImpact> said,
      Interval began,
      List<StatedCount> counts,
      Instant now) {
    boolean spokenOf = said.filter(impact -> impact.kind() != Impact.UNKNOWN).isPresent();
    if (!spokenOf && said.filter(ServiceOutage::isSaidToGoOn).isPresent()) {
      return null;
    }
    if (!spokenOf) {
      return incident.mayBeOver() ? anyTime(incident, began, counts, now) : null;
    }
    if (said.filter(ServiceImpact::ongoing).isPresent()) {
      return null;
    }
    Bounds lasted = facts.durationSeconds();
    Long most = lasted.max();
    boolean changed = ChangedTimes.contradict(facts.service(), incident);
    if (EndedAnswers.isContradicted(facts.service(), incident) || (changed && most == null)) {
      return incident.mayBeOver() ? anyTime(incident, began, counts, now) : null;
    }
    Optional<Interval> until =
        changed
            ? said.flatMap(impact -> impact.moment(ImpactFields.RESTORED_AT))
            : Optional.empty();
    if (until.isPresent()) {
      return until.get();
    }
    Instant first = began.earliest().plusSeconds(lasted.min());
    Instant answeredAt = answeredAt(incident.atAnswer(), now);
    Instant last = most == null ? answeredAt : began.latest().plusSeconds(most);
    return new Interval(first, last.isBefore(first) ? first : last);
  }

  /** Who does not know what users met, but how many or how long, says that it still does. */
  private static boolean isSaidToGoOn(ServiceImpact impact) {
    return impact.ongoing() && !(impact.users().isUnknown() && impact.minutes().isUnknown());
  }

  private static Instant answeredAt(@Nullable KnownThen then, Instant now) {
    return then == null ? now : then.answeredAt();
  }

  /**
   * Nobody has said when these users were well again: any time after the last who certainly were
   * not. Where a person says by when all was over it was no later, unless users were counted after
   * that, or may have been; routes that came back say nothing of users.
   */
  private static Interval anyTime(
      Incident incident, Interval began, List<StatedCount> counts, Instant now) {
    Instant over = incident.restoredByPerson().orElse(now);
    boolean wasLater =
        counts.stream()
            .anyMatch(count -> count.said().at().isAfter(over) && CountedFacts.mayBeAny(count));
    Instant last = wasLater ? now : over;
    Instant first = began.latest();
    for (StatedCount count : counts) {
      if (count.said().low() > 0 && count.said().at().isAfter(first)) {
        first = count.said().at();
      }
    }
    return new Interval(first, last.isBefore(first) ? first : last);
  }

  /**
   * What the answer says of users, about the last moment it can speak of. While it goes on its
   * upper bound is none of what is to come, unless it is said to hold.
   */
  private static Optional<StatedUsers> stated(
      ServiceImpact impact, Instant answeredAt, @Nullable Interval ended, boolean holds) {
    Bounds users = impact.affected();
    if (users.isUnknown()) {
      return Optional.empty();
    }
    Long high = users.max();
    long likely = high == null ? users.min() : users.min() + (high - users.min()) / 2;
    Instant at =
        ended != null && ended.earliest().isBefore(answeredAt) ? ended.earliest() : answeredAt;
    Long most = ended == null && !holds ? null : high;
    return Optional.of(new StatedUsers(at, users.min(), likely, most, answeredAt));
  }

  /**
   * Users times seconds lost of every service that users may have missed, by its id: as the clock
   * tells them by then, and of what may go on with no upper bound. Papers and statistics tell it.
   *
   * @param judged what the law judged by
   * @param operator who we are on the incident's day, or null when nobody has said
   */
  public static Map<String, Bounds> userSeconds(
      Incident incident, AccidentFacts judged, @Nullable Operator operator, Instant now) {
    var lost = new HashMap<String, Bounds>();
    for (ServiceFacts each : judged.services()) {
      if (each.impact() != Impact.NONE) {
        @Nullable Long users = BelievedAnswer.users(operator, incident, each.service());
        Outage outage = of(incident, each, judged.occurredAt(), users, now);
        Interval ended = outage.ended();
        Instant by = ended == null || ended.latest().isBefore(now) ? now : ended.latest();
        Bounds known = userSeconds(incident, each, outage, by);
        boolean isOver = each.durationSeconds().max() != null;
        lost.put(each.service(), isOver ? known : Bounds.atLeast(known.min()));
      }
    }
    return Map.copyOf(lost);
  }

  /**
   * Users times seconds lost by then: from counts where there are, else users of the facts for as
   * long as they were without it, from the least to the most reading.
   *
   * @return in users times seconds, without upper bound where nobody knows one
   */
  public static Bounds userSeconds(
      Incident incident, ServiceFacts facts, Outage outage, Instant now) {
    if (!LiveCounts.of(incident.counts(), facts.service()).isEmpty()) {
      return outage.userSecondsBy(now);
    }
    Bounds whole =
        Reading.of(Reading.CUMULATIVE_USERS, facts.affected(), outage.secondsBy(now)).userSeconds();
    if (facts.readings().isEmpty()) {
      return whole;
    }
    Bounds byReading = facts.userSeconds();
    Long most = byReading.max() == null ? whole.max() : byReading.max();
    return new Bounds(byReading.min(), most == null || most < byReading.min() ? null : most);
  }
}

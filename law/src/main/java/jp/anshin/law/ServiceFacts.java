package jp.anshin.law;

import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one service in an event. What is not known is said so, never guessed.
 *
 * @param service id of the service
 * @param category code of its 役務区分, or null when unknown
 * @param impact what its users met; the law says whether it counts
 * @param exclusions by id of the rulebook's {@link Exclusion}, whether it holds; absent is unknown
 * @param usersHardToCount whether the Minister recognises its users as hard to count
 * @param conditions by key of {@link Category#conditions} or of {@link ImpactRule#condition}, by
 *     {@link ImpactRule#CRITERION}, or by code of an {@link Category#unasked} category whether it
 *     is of it: whether it holds; absent is unknown
 * @param users affected users
 * @param durationSeconds seconds from not being able to use it until restored for all; without
 *     upper bound while it goes on
 * @param ongoingSince when it began if it goes on, or null when it has ended or nobody knows
 * @param lpwa of an LPWA service, how it is delivered and what failed; null while nobody has said
 *     anything of it
 * @param counted how the users were counted, or null when nobody has said
 * @param readings what its figures are by each reading of what the law leaves open; empty where
 *     users and duration are the same by all of them. They take the place of users and duration
 * @param origin who said so and when, or null when that was not kept
 * @param began when its users came to be hit, or null when nobody has said
 * @param together what was stated of all services of its 役務区分 together, or null
 */
public record ServiceFacts(
    String service,
    @Nullable String category,
    Impact impact,
    Map<String, Truth> exclusions,
    Truth usersHardToCount,
    Map<String, Truth> conditions,
    Bounds users,
    Bounds durationSeconds,
    @Nullable Interval ongoingSince,
    @Nullable LpwaDelivery lpwa,
    @Nullable UserCount counted,
    List<Reading> readings,
    @Nullable Origin origin,
    @Nullable Interval began,
    @Nullable Together together) {

  public ServiceFacts {
    exclusions = Map.copyOf(exclusions);
    conditions = Map.copyOf(conditions);
    readings = List.copyOf(readings);
  }

  /** Facts with one reading, and nothing said of LPWA, of counting and of who said so. */
  public ServiceFacts(
      String service,
      @Nullable String category,
      Impact impact,
      Map<String, Truth> exclusions,
      Truth usersHardToCount,
      Map<String, Truth> conditions,
      Bounds users,
      Bounds durationSeconds,
      @Nullable Interval ongoingSince) {
    this(
        service,
        category,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  /**
   * Facts of which is only known whether they count, not what users met.
   *
   * @param counts whether users met a stop or a degradation that the law counts: told as a stop, as
   *     none, or as unknown
   */
  public ServiceFacts(
      String service,
      @Nullable String category,
      Truth counts,
      Map<String, Truth> exclusions,
      Truth usersHardToCount,
      Map<String, Truth> conditions,
      Bounds users,
      Bounds durationSeconds,
      @Nullable Interval ongoingSince) {
    this(
        service,
        category,
        Impact.counting(counts),
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince);
  }

  /**
   * Users times seconds lost, from the least to the most reading.
   *
   * @return in users times seconds, without upper bound where nobody knows one
   */
  public Bounds userSeconds() {
    return Reading.userSeconds(
        readings.isEmpty()
            ? List.of(Reading.of(Reading.CUMULATIVE_USERS, affected(), durationSeconds))
            : readings);
  }

  /** The same with how it is delivered and what failed. */
  public ServiceFacts with(LpwaDelivery delivery) {
    return new ServiceFacts(
        service,
        category,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        delivery,
        counted,
        readings,
        origin,
        began,
        together);
  }

  /** The same with users counted so. */
  public ServiceFacts with(UserCount count) {
    return new ServiceFacts(
        service,
        category,
        impact,
        exclusions,
        count.isByNotice() ? Truth.YES : usersHardToCount,
        conditions,
        count.users(),
        durationSeconds,
        ongoingSince,
        lpwa,
        count,
        readings,
        origin,
        began,
        together);
  }

  /** The same with figures by each reading of what the law leaves open. */
  public ServiceFacts with(List<Reading> byReading) {
    return new ServiceFacts(
        service,
        category,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        lpwa,
        counted,
        byReading,
        origin,
        began,
        together);
  }

  /** The same, stated by somebody. */
  public ServiceFacts from(Origin stated) {
    return new ServiceFacts(
        service,
        category,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        lpwa,
        counted,
        readings,
        stated,
        began,
        together);
  }

  /** The same with when its users came to be hit, and what was stated of its 役務区分. */
  public ServiceFacts within(@Nullable Interval start, @Nullable Together stated) {
    return new ServiceFacts(
        service,
        category,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        lpwa,
        counted,
        readings,
        origin,
        start,
        stated);
  }

  /** Users who were affected: without upper bound where operators were counted in their place. */
  public Bounds affected() {
    return counted != null && counted.isOfOperators() ? Bounds.atLeast(users.min()) : users;
  }

  /** The same in that category, or where it is null in one that is not known. */
  public ServiceFacts in(@Nullable String code) {
    return new ServiceFacts(
        service,
        code,
        impact,
        exclusions,
        usersHardToCount,
        conditions,
        users,
        durationSeconds,
        ongoingSince,
        lpwa,
        counted,
        readings,
        origin,
        began,
        together);
  }

  Truth excludedBy(Exclusion exclusion) {
    Truth said = exclusions.get(exclusion.id());
    return said == null ? Truth.UNDETERMINED : said;
  }

  Truth condition(String key) {
    Truth said = conditions.get(key);
    return said == null ? Truth.UNDETERMINED : said;
  }
}

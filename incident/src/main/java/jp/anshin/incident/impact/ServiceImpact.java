package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Reading;
import jp.anshin.law.UserCount;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/**
 * What the users of one service met, as a person stated it.
 *
 * @param service id of the service in the operator file
 * @param category its 役務区分 on that day, or null when nobody has said
 * @param kind what they met
 * @param users how many met it at any time; {@link Bounds#UNKNOWN} when nobody has said
 * @param minutes how long, as of the answer, from not being able to use it until restored for all
 * @param began when it began, or null when nobody has said
 * @param ongoing whether it still lasted when the answer was given
 * @param basis how the number of users was found, in the answerer's words; may be empty
 * @param said what else was said of it, by key of {@link ImpactFields#ofService}
 */
public record ServiceImpact(
    String service,
    @Nullable ServiceCategory category,
    Impact kind,
    Bounds users,
    Bounds minutes,
    @Nullable Interval began,
    boolean ongoing,
    String basis,
    Map<String, Said> said) {

  private static final long SECONDS_PER_MINUTE = 60;

  public ServiceImpact {
    if (service.isBlank()) {
      throw new IllegalArgumentException("an impact needs its service");
    }
    said = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(said)));
  }

  /** An impact of which nothing else was said. */
  public ServiceImpact(
      String service,
      @Nullable ServiceCategory category,
      Impact kind,
      Bounds users,
      Bounds minutes,
      @Nullable Interval began,
      boolean ongoing,
      String basis) {
    this(service, category, kind, users, minutes, began, ongoing, basis, Map.of());
  }

  /** A service of which nobody has said anything. */
  public static ServiceImpact unknown(String service, @Nullable ServiceCategory category) {
    return new ServiceImpact(
        service, category, Impact.UNKNOWN, Bounds.UNKNOWN, Bounds.UNKNOWN, null, true, "");
  }

  /** Whether users may have met something, as far as was said: only of none they did not. */
  public boolean mayBeHit() {
    return kind != Impact.NONE;
  }

  /** The same, begun then. */
  ServiceImpact begun(Interval start) {
    return new ServiceImpact(service, category, kind, users, minutes, start, ongoing, basis, said);
  }

  /** The same, with what else was said of it. */
  public ServiceImpact saying(Map<String, Said> more) {
    return new ServiceImpact(service, category, kind, users, minutes, began, ongoing, basis, more);
  }

  /**
   * The same with users counted so; how they were counted before, and that no more can be hit, is
   * forgotten, and nothing else.
   *
   * @param found on what the number rests, in words
   */
  public ServiceImpact counted(UserCount count, String found) {
    var more = new TreeMap<>(said);
    more.put(ImpactFields.COUNT_METHOD, Said.choosing(List.of(count.method())));
    more.remove(ImpactFields.USERS_HOLD); // was said of another bound
    more.remove(ImpactFields.COUNT_DAY);
    more.remove(ImpactFields.COUNT_RANGE);
    LocalDate day = count.referenceDay();
    if (day != null) {
      more.put(ImpactFields.COUNT_DAY, Said.on(day));
    }
    if (!count.range().isEmpty()) {
      more.put(ImpactFields.COUNT_RANGE, Said.inWords(count.range()));
    }
    return new ServiceImpact(
        service, category, kind, count.users(), minutes, began, ongoing, found, more);
  }

  /** Whether somebody says that its users met something, and still do. */
  public boolean goesOn() {
    return ongoing && kind != Impact.NONE && kind != Impact.UNKNOWN;
  }

  /** Users who were affected: without upper bound where operators were counted in their place. */
  public Bounds affected() {
    boolean ofOperators =
        said(ImpactFields.COUNT_METHOD)
            .filter(one -> one.codes().contains(UserCount.RELAY_OPERATORS))
            .isPresent();
    return ofOperators ? Bounds.atLeast(users.min()) : users;
  }

  /** What was said of that field. */
  public Optional<Said> said(String key) {
    return Optional.ofNullable(said.get(key));
  }

  /** How the users were counted, where somebody has said. */
  public Optional<UserCount> count() {
    return said(ImpactFields.COUNT_METHOD)
        .flatMap(method -> method.codes().stream().findFirst())
        .map(method ->
            new UserCount(
                method,
                users,
                said(ImpactFields.COUNT_DAY).map(Said::day).orElse(null),
                said(ImpactFields.COUNT_RANGE).map(Said::words).orElse(""),
                null));
  }

  /** The moment that was said of that field. */
  Optional<Interval> moment(String key) {
    return said(key).map(Said::at);
  }

  /**
   * When it was restored for all: as somebody said, else the beginning and how long it lasted;
   * empty while it goes on or where either is not known.
   */
  public Optional<Interval> restored() {
    Interval from = began;
    Long most = minutes.max();
    return ongoing
        ? Optional.empty()
        : moment(ImpactFields.RESTORED_AT)
            .or(() ->
                from == null || most == null
                    ? Optional.empty()
                    : Optional.of(
                        new Interval(
                            from.earliest().plusSeconds(minutes.min() * SECONDS_PER_MINUTE),
                            from.latest().plusSeconds(most * SECONDS_PER_MINUTE))));
  }

  /** How many seconds it lasted: from both moments where they were said, else from the minutes. */
  public Bounds lastedSeconds() {
    Interval from = began;
    Interval until = moment(ImpactFields.RESTORED_AT).orElse(null);
    return from == null || until == null || ongoing
        ? minutes.times(SECONDS_PER_MINUTE)
        : seconds(from, until);
  }

  /** The same in whole minutes: no more than it was at least, no less than it was at most. */
  public Bounds lastedMinutes() {
    Bounds seconds = lastedSeconds();
    Long most = seconds.max();
    return new Bounds(
        seconds.min() / SECONDS_PER_MINUTE,
        most == null ? null : (most + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE);
  }

  /**
   * Users times seconds lost, from the least to the most reading of what was said, or by the one
   * that was chosen.
   *
   * @param at event time; what goes on has lasted until then
   */
  public Bounds userSeconds(Instant at) {
    List<Reading> readings = new OutageReadings(this, at, affected(), lastedSeconds()).all();
    if (readings.isEmpty()) {
      return Reading.of(Reading.CUMULATIVE_USERS, affected(), lastedSeconds()).userSeconds();
    }
    List<String> codes = said(ImpactFields.READINGS).map(Said::codes).orElse(List.of());
    List<Reading> chosen = readings.stream().filter(each -> codes.contains(each.name())).toList();
    return Reading.userSeconds(chosen.isEmpty() ? readings : chosen);
  }

  /** Seconds from one moment to the other, never less than none. */
  static Bounds seconds(Interval from, Interval until) {
    long least = Math.max(0, Duration.between(from.latest(), until.earliest()).toSeconds());
    long most = Duration.between(from.earliest(), until.latest()).toSeconds();
    return Bounds.between(least, Math.max(least, most));
  }
}

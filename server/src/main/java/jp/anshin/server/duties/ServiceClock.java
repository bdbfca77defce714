package jp.anshin.server.duties;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.LocalizedText;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.UsersReading;

/**
 * The clock of one service of an incident, or of a satellite, a submarine cable or the like over
 * which nothing goes.
 *
 * @param service its id; empty of such a facility; of services of one 役務区分 together their ids with
 *     spaces between
 * @param name what it is called
 * @param counts whether what its users met counts as an accident, as far as anybody has said
 * @param outage what is known of its outage
 * @param crossings when each pair of thresholds is reached, under both readings of users
 * @param userSeconds users times seconds lost by now, within bounds
 */
public record ServiceClock(
    String service,
    LocalizedText name,
    Truth counts,
    Outage outage,
    List<Crossing> crossings,
    Bounds userSeconds) {

  public ServiceClock {
    crossings = List.copyOf(crossings);
  }

  /** Whether it is that of a facility: duration alone counts, and nobody counts its users. */
  public boolean ofFacility() {
    return service.isEmpty();
  }

  /** Whether it is that of one service, whose users nobody else tells. */
  public boolean ofOneService() {
    return !service.isEmpty() && service.indexOf(' ') < 0;
  }

  /**
   * The threshold that is reached next, if nothing changes: one of the law before one of a
   * proposal, one of a serious accident before one of the periodic report, one that lies ahead
   * before one that may have been passed.
   */
  public Optional<Crossing> nearest() {
    return crossings.stream().filter(ServiceClock::isNear).min(NEAREST);
  }

  /** Whether its users may still be hit: else no threshold lies ahead. */
  public boolean mayGoOn(Instant now) {
    Interval ended = outage.ended();
    return ended == null || !ended.latest().isBefore(now);
  }

  static final Comparator<Crossing> NEAREST =
      Comparator.comparing(Crossing::proposed)
          .thenComparing(Crossing::duty)
          .thenComparing(crossing -> crossing.state() == Crossing.State.MAY_BE_MET)
          .thenComparing(ServiceClock::earliest)
          .thenComparingLong(Crossing::users);

  /** Those that are reached at the peak, and may be reached yet. */
  private static boolean isNear(Crossing crossing) {
    return crossing.reading() == UsersReading.PEAK
        && Stream.of(Crossing.State.MET, Crossing.State.NOT_IF_NOTHING_CHANGES)
            .noneMatch(crossing.state()::equals);
  }

  private static Instant earliest(Crossing crossing) {
    Instant at = crossing.earliest();
    return at == null ? Instant.MAX : at;
  }
}

package jp.anshin.server.duties;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;

/**
 * The clock of an incident.
 *
 * @param now in the time of its events
 * @param services those whose users may have met something; in the order of the operator file
 * @param duties what is or may become due, the soonest first
 */
public record IncidentClock(Instant now, List<ServiceClock> services, List<Duty> duties) {

  public IncidentClock {
    services = List.copyOf(services);
    duties = List.copyOf(duties);
  }

  /** A threshold of a service. */
  public record Near(ServiceClock service, Crossing crossing) {}

  /** Of each service whose users may still be hit the threshold that is reached next. */
  public List<Near> near() {
    return services.stream()
        .filter(service -> service.mayGoOn(now))
        .flatMap(service -> service.nearest().map(crossing -> new Near(service, crossing)).stream())
        .toList();
  }

  /** Those that have users; a satellite, cable or the like has none of its own. */
  public List<ServiceClock> withUsers() {
    return services.stream().filter(ServiceClock::ofOneService).toList();
  }

  /** The threshold that is reached next, of all services. */
  public Optional<Near> nearest() {
    return near().stream().min(Comparator.comparing(Near::crossing, ServiceClock.NEAREST));
  }

  /** What somebody has to do first: what is due at once for certain, else what has a moment. */
  public Optional<Duty> next() {
    return duties.stream()
        .filter(Duty::isOpen)
        .filter(duty -> duty.due().by().isPresent() || duty.applies() == Truth.YES)
        .findFirst();
  }

  /** Whether it certainly is a serious accident: its first report is due, or was sent. */
  boolean isSerious() {
    return duties.stream()
        .anyMatch(duty -> duty.key().equals("first-report") && duty.applies() == Truth.YES);
  }

  /** Whether a duty rests on the guideline on notices to users. */
  public boolean hasGuideline() {
    return duties.stream()
        .anyMatch(duty ->
            duty.basis() == ClockDuty.Basis.GUIDELINE
                || duty.basis() == ClockDuty.Basis.GUIDELINE_ACCORDINGLY);
  }

  /**
   * What the law wants, or may want, now; a report on what is or may be a serious accident that is
   * due later, and another duty at any time: who closes must know. The periodic report is written
   * from its list.
   */
  public List<Duty> leftOpen() {
    return duties.stream()
        .filter(Duty::isOpen)
        .filter(duty ->
            switch (duty.kind()) {
              case OTHER -> true;
              case REPORT -> isWanted(duty);
              case NOTICE, OWN_RULE, SERIOUS_THRESHOLD, PERIODIC_THRESHOLD -> false;
            })
        .toList();
  }

  private boolean isWanted(Duty report) {
    return switch (report.state(now)) {
      case AT_ONCE, PASSED, PERHAPS_PASSED -> true;
      case AHEAD -> !report.key().equals(Duties.PERIODIC_REPORT);
      case NOT_DUE, DONE, DONE_LATE -> false;
    };
  }

  /** Duties that people fulfil; thresholds only happen. */
  public List<Duty> deeds() {
    return duties.stream().filter(duty -> !duty.isThreshold()).toList();
  }
}

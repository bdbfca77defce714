package jp.anshin.law;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import jp.anshin.core.Interval;

/**
 * What is known about an event.
 *
 * @param occurredAt when it occurred; the editions are chosen by its days in Japanese time
 * @param services every service that may have been affected; empty when nobody has said which
 * @param servicesComplete whether no other service can have been affected
 * @param facility whether a satellite, submarine cable or equivalent facility failed so that all
 *     communication over it was impossible
 * @param facilitySeconds for how many seconds that was so
 * @param assumptions what was taken as so without anybody having said it; each becomes a caveat
 */
public record AccidentFacts(
    Interval occurredAt,
    List<ServiceFacts> services,
    boolean servicesComplete,
    Truth facility,
    Bounds facilitySeconds,
    List<Caveat> assumptions) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  public AccidentFacts {
    services = List.copyOf(services);
    assumptions = List.copyOf(assumptions);
  }

  /** Facts that were all said by somebody, who named every service if any. */
  public AccidentFacts(
      Interval occurredAt, List<ServiceFacts> services, Truth facility, Bounds facilitySeconds) {
    this(occurredAt, services, !services.isEmpty(), facility, facilitySeconds, List.of());
  }

  /** Whether time alone may still change what the law says: something counted may go on. */
  public boolean goesOn() {
    return services.stream()
        .anyMatch(service -> service.ongoingSince() != null && service.accident() != Truth.NO);
  }

  /** First possible day in Japanese time. */
  public LocalDate firstDay() {
    return LocalDate.ofInstant(occurredAt.earliest(), JAPAN);
  }

  /** Last possible day in Japanese time. */
  public LocalDate lastDay() {
    return LocalDate.ofInstant(occurredAt.latest(), JAPAN);
  }
}

package jp.anshin.law;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

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
 * @param facilityClass code of the class of the facility that failed, or null when unknown
 * @param statements what was stated beside: by key of a clause of the rulebook or by id of a duty
 * @param facilityOngoingSince since when that is so where it is said to go on, else null
 */
public record AccidentFacts(
    Interval occurredAt,
    List<ServiceFacts> services,
    boolean servicesComplete,
    Truth facility,
    Bounds facilitySeconds,
    List<Caveat> assumptions,
    @Nullable String facilityClass,
    Map<String, Statement> statements,
    @Nullable Interval facilityOngoingSince) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  public AccidentFacts {
    services = List.copyOf(services);
    assumptions = List.copyOf(assumptions);
    statements = Map.copyOf(statements);
  }

  /** Facts without statements beside. */
  public AccidentFacts(
      Interval occurredAt,
      List<ServiceFacts> services,
      boolean servicesComplete,
      Truth facility,
      Bounds facilitySeconds,
      List<Caveat> assumptions) {
    this(
        occurredAt,
        services,
        servicesComplete,
        facility,
        facilitySeconds,
        assumptions,
        null,
        Map.of(),
        null);
  }

  /** Facts that were all said by somebody, who named every service if any. */
  public AccidentFacts(
      Interval occurredAt, List<ServiceFacts> services, Truth facility, Bounds facilitySeconds) {
    this(occurredAt, services, !services.isEmpty(), facility, facilitySeconds, List.of());
  }

  /** The same with what was stated beside. */
  public AccidentFacts stating(Map<String, Statement> beside) {
    return new AccidentFacts(
        occurredAt,
        services,
        servicesComplete,
        facility,
        facilitySeconds,
        assumptions,
        facilityClass,
        beside,
        facilityOngoingSince);
  }

  /** The same with the class of the facility that failed. */
  public AccidentFacts ofFacility(@Nullable String code) {
    return new AccidentFacts(
        occurredAt,
        services,
        servicesComplete,
        facility,
        facilitySeconds,
        assumptions,
        code,
        statements,
        facilityOngoingSince);
  }

  /** The same of these services. */
  public AccidentFacts ofServices(List<ServiceFacts> told) {
    return new AccidentFacts(
        occurredAt,
        told,
        servicesComplete,
        facility,
        facilitySeconds,
        assumptions,
        facilityClass,
        statements,
        facilityOngoingSince);
  }

  /** The same with a facility over which nothing goes since then, and still. */
  public AccidentFacts withFacilityDownSince(@Nullable Interval since) {
    return new AccidentFacts(
        occurredAt,
        services,
        servicesComplete,
        facility,
        facilitySeconds,
        assumptions,
        facilityClass,
        statements,
        since);
  }

  /** The same with a facility over which nothing went for so many seconds. */
  public AccidentFacts withFacilitySeconds(Bounds seconds) {
    return new AccidentFacts(
        occurredAt,
        services,
        servicesComplete,
        facility,
        seconds,
        assumptions,
        facilityClass,
        statements,
        facilityOngoingSince);
  }

  /** Whether time alone may still change what the law says: something that may count goes on. */
  public boolean goesOn() {
    for (ServiceFacts service : services) {
      if (service.ongoingSince() != null && service.impact() != Impact.NONE) {
        return true;
      }
    }
    return facilityOngoingSince != null && facility != Truth.NO;
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

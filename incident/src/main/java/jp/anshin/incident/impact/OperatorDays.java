package jp.anshin.incident.impact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.law.Figures;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;

/**
 * Who we are on each day on which users of an incident can have come to be hit: a service may be of
 * another category, or there at all, from midnight on.
 *
 * @param first who we are on the incident's day
 * @param all that one among those of the other days, by day
 */
public record OperatorDays(Operator first, List<Operator> all) {

  public OperatorDays {
    all = all.stream().sorted(Comparator.comparing(Operator::day)).toList();
  }

  /** The same on every day. */
  public static OperatorDays always(Operator operator) {
    return new OperatorDays(operator, List.of(operator));
  }

  /**
   * The days of an incident: from its beginning, for as long as users are hit later than it ({@link
   * CorrectedStart#AFTER_START_MAX}), and those on which users are said to have been hit. Empty
   * where nobody has said who we are on the incident's day.
   *
   * @param now in the time of the incident's events
   * @param on who we are on a day in Japan
   */
  public static Optional<OperatorDays> of(
      Incident incident, Instant now, Function<LocalDate, Optional<Operator>> on) {
    Interval start = incident.startedAt();
    Optional<Operator> first = on.apply(day(start.earliest()));
    var days = new TreeSet<LocalDate>();
    moments(incident, now).map(OperatorDays::day).forEach(days::add);
    List<Operator> all = days.stream().flatMap(day -> on.apply(day).stream()).toList();
    return first.map(known -> new OperatorDays(known, all));
  }

  private static Stream<Instant> moments(Incident incident, Instant now) {
    Interval start = incident.startedAt();
    Instant until = incident.restoredAt().filter(now::isAfter).orElse(now);
    Instant last = start.latest().plus(CorrectedStart.AFTER_START_MAX);
    Stream<Instant> begun =
        incident.impact().stream()
            .flatMap(answer -> answer.services().stream())
            .flatMap(impact -> Optional.ofNullable(impact.began()).stream())
            .flatMap(began -> Stream.of(began.earliest(), began.latest()));
    Stream<Instant> counted =
        incident.counts().stream()
            .map(count -> count.said().at())
            .min(Comparator.naturalOrder())
            .stream();
    Instant end = until.isBefore(last) ? until : last;
    Stream<Instant> started =
        Stream.of(
            start.earliest(), start.latest(), end.isBefore(start.latest()) ? start.latest() : end);
    return Stream.of(started, begun, counted).flatMap(Function.identity());
  }

  /** Who we are on the incident's day, with the services that we have on another of these days. */
  public Operator together() {
    var services = new ArrayList<Service>(first.services());
    for (Operator each : all) {
      each.services().stream()
          .filter(one -> services.stream().noneMatch(known -> known.id().equals(one.id())))
          .forEach(services::add);
    }
    return services.size() == first.services().size() ? first : first.with(services);
  }

  /** Of which categories a service is that came to be hit then; empty where we have none such. */
  List<ServiceCategory> categories(String service, Interval began) {
    LocalDate from = day(began.earliest());
    LocalDate to = day(began.latest());
    Operator before = all.getFirst();
    var found = new ArrayList<Operator>();
    for (Operator each : all) {
      before = each.day().isAfter(from) ? before : each;
      if (each.day().isAfter(from) && !each.day().isAfter(to)) {
        found.add(each);
      }
    }
    found.addFirst(before);
    return found.stream()
        .flatMap(each -> each.service(service).stream())
        .map(Service::category)
        .distinct()
        .toList();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Figures.JAPAN);
  }
}

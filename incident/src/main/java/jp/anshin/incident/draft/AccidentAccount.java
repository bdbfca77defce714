package jp.anshin.incident.draft;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.CountedImpact;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one accident, whoever said it: an incident with its answers, or a file that a
 * person wrote. Reports are written from it. What it does not have is unknown.
 *
 * @param simulated whether it is about a replay, never a real event
 * @param what it was, in a few words
 * @param day on which it began, in Japanese time
 * @param asOf as of when all is told
 * @param impacts what the users of each service met, as somebody stated it
 * @param serviceNames by id, names of services that the operator does not name
 * @param operator who we are that day, or null when nobody has said
 * @param determination what the law says, or null when nothing was judged yet
 * @param area prefectures in which users were affected; empty when nobody has said
 * @param told what else was said, by the key of the item
 * @param sources ids of what impacts and times were taken from
 * @param byCounts by service, what was counted where that says something else than was stated
 * @param lost by service, users times seconds lost where more is known of them than was stated
 */
public record AccidentAccount(
    boolean simulated,
    LocalizedText what,
    LocalDate day,
    Instant asOf,
    List<ServiceImpact> impacts,
    Map<String, LocalizedText> serviceNames,
    @Nullable Operator operator,
    @Nullable Determination determination,
    SortedSet<Prefecture> area,
    Map<String, Told> told,
    List<String> sources,
    Map<String, CountedImpact> byCounts,
    Map<String, Bounds> lost) {

  /** An account of what was stated alone: nobody counted anything beside. */
  public AccidentAccount(
      boolean simulated,
      LocalizedText what,
      LocalDate day,
      Instant asOf,
      List<ServiceImpact> impacts,
      Map<String, LocalizedText> serviceNames,
      @Nullable Operator operator,
      @Nullable Determination determination,
      SortedSet<Prefecture> area,
      Map<String, Told> told,
      List<String> sources) {
    this(
        simulated,
        what,
        day,
        asOf,
        impacts,
        serviceNames,
        operator,
        determination,
        area,
        told,
        sources,
        Map.of(),
        Map.of());
  }

  public AccidentAccount {
    impacts = List.copyOf(impacts);
    serviceNames = Map.copyOf(serviceNames);
    area = Collections.unmodifiableSortedSet(new TreeSet<>(area));
    told = Map.copyOf(told);
    sources = List.copyOf(sources);
    byCounts = Map.copyOf(byCounts);
    lost = Map.copyOf(lost);
  }

  /** What that service is called: by the operator, else in the account, else by its id. */
  public String serviceName(String id, Locale locale) {
    return Optional.ofNullable(operator)
        .flatMap(known -> known.service(id))
        .map(service -> service.name().in(DraftMessages.spoken(locale)))
        .or(() -> Optional.ofNullable(serviceNames.get(id)).map(name -> name.in(locale)))
        .orElse(id);
  }

  /** Users times seconds lost of that service. */
  Bounds userSeconds(ServiceImpact impact) {
    Bounds known = lost.get(impact.service());
    return known == null ? impact.userSeconds(asOf) : known;
  }

  /** Every service answered for, and every other one of ours as unknown. */
  List<ServiceImpact> everyService() {
    var all = new ArrayList<>(impacts);
    if (operator != null) {
      for (Service service : operator.services()) {
        if (impacts.stream().noneMatch(impact -> impact.service().equals(service.id()))) {
          all.add(ServiceImpact.unknown(service.id(), service.category()));
        }
      }
    }
    return all;
  }

  /** Those of which somebody says a stop or a degradation. */
  public List<ServiceImpact> counted() {
    return impacts.stream()
        .filter(impact -> impact.kind().stopOrDegradation() == Truth.YES)
        .toList();
  }

  /** Those that count; where none is known to, those that may. */
  List<ServiceImpact> countedOrOpen() {
    List<ServiceImpact> counted = counted();
    return counted.isEmpty()
        ? impacts.stream()
            .filter(impact -> impact.kind().stopOrDegradation() == Truth.UNDETERMINED)
            .toList()
        : counted;
  }

  /** Whether somebody says so, or every service was answered for, and none was affected. */
  boolean nobodyAffected() {
    List<ServiceImpact> all = everyService();
    return told.containsKey(Told.NOBODY_AFFECTED)
        || (!all.isEmpty() && all.stream().allMatch(impact -> impact.kind() == Impact.NONE));
  }

  /** What was said of that item. */
  Optional<Told> told(String key) {
    return Optional.ofNullable(told.get(key));
  }

  /**
   * Prefectures in which the operator file has users of the services affected: where the area can
   * be, not where it is.
   */
  public SortedSet<Prefecture> servedPrefectures() {
    var served = new TreeSet<Prefecture>();
    if (operator != null) {
      List<String> affected = counted().stream().map(ServiceImpact::service).toList();
      operator.pools().stream()
          .filter(pool -> affected.contains(pool.service()))
          .forEach(pool -> served.addAll(pool.prefectures()));
      operator.regions().stream()
          .filter(region -> affected.contains(region.service()) && region.users() > 0)
          .forEach(region -> served.add(region.prefecture()));
    }
    return Collections.unmodifiableSortedSet(served);
  }

  /** Where the area is, or as long as nobody has said where it can be: whose bureaus are told. */
  public SortedSet<Prefecture> prefecturesToTell() {
    return area.isEmpty() ? servedPrefectures() : area;
  }

  /** The same with what the law says of it. */
  public AccidentAccount judged(Determination verdict) {
    return new AccidentAccount(
        simulated,
        what,
        day,
        asOf,
        impacts,
        serviceNames,
        operator,
        verdict,
        area,
        told,
        sources,
        byCounts,
        lost);
  }
}

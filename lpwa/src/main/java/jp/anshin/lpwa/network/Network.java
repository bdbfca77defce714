package jp.anshin.lpwa.network;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a network beforehand. Everything may be empty: what is not named is learned from
 * events. Whoever reads it from people's files tells all faults at once and first; this refuses
 * what would be wrong.
 *
 * @param service id of the service in the operator file, or null
 * @param technology by which radio, or null when unknown
 * @param delivery how it is delivered, or null when unknown
 * @param contractCounts when a contract counts as stopped, or null while nobody has decided
 * @param gateways gateways; ids unique among all components
 * @param backhauls lines, a forest by {@code partOf}
 * @param clouds cloud functions, a forest by {@code partOf}
 * @param feeds ways by which we hear
 * @param contracts contracts, ids unique
 * @param devices which device is of which contract and when
 * @param plannedWork announced work
 */
public record Network(
    @Nullable String service,
    @Nullable Technology technology,
    @Nullable DeliveryForm delivery,
    @Nullable ContractCounts contractCounts,
    List<Gateway> gateways,
    List<Backhaul> backhauls,
    List<CloudFunction> clouds,
    List<Feed> feeds,
    List<Contract> contracts,
    List<Membership> devices,
    List<PlannedWork> plannedWork) {

  /** A network of which nothing is known. */
  public static final Network UNKNOWN =
      new Network(
          null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  /**
   * @throws IllegalArgumentException when ids repeat, one is named that is not there, or something
   *     is part of itself
   */
  public Network {
    gateways = List.copyOf(gateways);
    backhauls = List.copyOf(backhauls);
    clouds = List.copyOf(clouds);
    feeds = List.copyOf(feeds);
    contracts = List.copyOf(contracts);
    devices = List.copyOf(devices);
    plannedWork = List.copyOf(plannedWork);
    var lines = ids(backhauls.stream().map(Backhaul::id));
    var functions = ids(clouds.stream().map(CloudFunction::id));
    var holders = ids(contracts.stream().map(Contract::id));
    var components =
        ids(
            Stream.of(
                    gateways.stream().map(Gateway::id),
                    lines.stream(),
                    functions.stream(),
                    feeds.stream().map(Feed::id))
                .flatMap(each -> each));
    gateways.forEach(gateway -> requireKnown(lines, gateway.backhaul()));
    backhauls.forEach(line -> requireKnown(lines, line.partOf()));
    clouds.forEach(function -> requireKnown(functions, function.partOf()));
    feeds.forEach(feed -> requireKnown(functions, feed.cloud()));
    devices.forEach(device -> requireKnown(holders, device.contract()));
    plannedWork.forEach(work -> requireKnown(components, work.component()));
    requireForest(backhauls, Backhaul::id, Backhaul::partOf);
    requireForest(clouds, CloudFunction::id, CloudFunction::partOf);
  }

  /**
   * The members of a circle of parts, in the order in which each is part of the next; empty when
   * that part leads to a root.
   *
   * @param start where to begin
   * @param partOf what each is part of; absent for a root
   */
  public static List<String> circleFrom(String start, Map<String, String> partOf) {
    var seen = new LinkedHashSet<String>();
    String at = start;
    while (at != null && seen.add(at)) {
      at = partOf.get(at);
    }
    if (at == null) {
      return List.of();
    }
    String first = at;
    return seen.stream().dropWhile(id -> !id.equals(first)).toList();
  }

  private static <T> void requireForest(
      List<T> parts, Function<T, String> id, Function<T, @Nullable String> partOf) {
    Map<String, String> greater =
        parts.stream()
            .filter(part -> partOf.apply(part) != null)
            .collect(Collectors.toMap(id, part -> Objects.requireNonNull(partOf.apply(part))));
    for (String start : greater.keySet()) {
      var circle = circleFrom(start, greater);
      if (!circle.isEmpty()) {
        throw new IllegalArgumentException("part of itself: " + circle);
      }
    }
  }

  private static Set<String> ids(Stream<String> ids) {
    var all = new HashSet<String>();
    ids.forEach(id -> {
      if (!all.add(id)) {
        throw new IllegalArgumentException("named twice: " + id);
      }
    });
    return all;
  }

  private static void requireKnown(Set<String> known, @Nullable String id) {
    if (id != null && !known.contains(id)) {
      throw new IllegalArgumentException("not there: " + id);
    }
  }

  static void requireId(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a blank id");
    }
  }

  static void requireOrder(String id, @Nullable Instant from, @Nullable Instant until) {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException(id + " ends " + until + " before it begins " + from);
    }
  }

  static boolean holds(@Nullable Instant from, @Nullable Instant until, Instant moment) {
    return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
  }
}

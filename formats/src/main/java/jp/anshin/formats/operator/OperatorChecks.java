package jp.anshin.formats.operator;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.operator.AddressPool;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.HouseRule;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.PathRule;
import jp.anshin.operator.Period;
import jp.anshin.operator.RegionUsers;
import jp.anshin.operator.Service;
import jp.anshin.operator.WatchedBlock;
import org.jspecify.annotations.Nullable;

/** What must hold between the entries of an operator file, which a schema cannot say. */
record OperatorChecks(
    Fields root,
    List<Placed<Service>> services,
    List<Placed<AddressPool>> pools,
    List<Placed<RegionUsers>> regions) {

  void run(
      List<Placed<AsNumber>> systems,
      List<Placed<AddressPrefix>> prefixes,
      List<Placed<Neighbour>> neighbours,
      List<Placed<HouseRule>> ownRules,
      List<Placed<WatchedBlock>> watched,
      List<Placed<PathRule>> pathRules) {
    onceADay("AS", systems, AsNumber::toString);
    onceADay("prefix", prefixes, AddressPrefix::toString);
    onceADay("neighbour", neighbours, neighbour -> neighbour.as().toString());
    onceADay("service", services, Service::id);
    onceADay("pool", pools, AddressPool::id);
    onceADay("own rule", ownRules, HouseRule::id);
    onceADay("watched block", watched, block -> block.prefix().toString());
    onceADay("path rule", pathRules, PathRule::id);
    onceADay("region", regions, region -> region.prefecture().code() + " " + region.service());
    references();
    othersAreNotOurs(prefixes, watched);
    disjointPools();
    poolsWithinService();
  }

  /** The same thing may be stated again only for other days. */
  private <T> void onceADay(String what, List<Placed<T>> entries, Function<T, String> identity) {
    var seen = new HashMap<String, List<Placed<T>>>();
    for (Placed<T> entry : entries) {
      String id = identity.apply(entry.value());
      List<Placed<T>> same = seen.computeIfAbsent(id, key -> new ArrayList<>());
      same.stream()
          .filter(earlier -> earlier.period().overlaps(entry.period()))
          .findFirst()
          .ifPresent(earlier ->
              root.fault("twice.overlapping", entry.place(), what, id, earlier.place().line()));
      same.add(entry);
    }
  }

  /** A block of ours and of another's would be two answers to who may originate it. */
  private void othersAreNotOurs(
      List<Placed<AddressPrefix>> prefixes, List<Placed<WatchedBlock>> watched) {
    for (Placed<WatchedBlock> block : watched) {
      AddressPrefix prefix = block.value().prefix();
      prefixes.stream()
          .filter(own -> own.value().equals(prefix) && own.period().overlaps(block.period()))
          .findFirst()
          .ifPresent(own ->
              root.fault("watched.own", block.place(), prefix.toString(), own.place().line()));
    }
  }

  /** Looks at every entry, also at those that are not whole, and at the place of the reference. */
  private void references() {
    List<String> ids = texts("services", "id");
    for (String list : List.of("pools", "regions")) {
      for (Fields fields : root.each(list)) {
        String id = fields.text("service");
        if (id != null && !ids.contains(id)) {
          root.unknown("reference.unknown", fields.place("service"), id, "service", ids);
        }
      }
    }
    restsOn(ids);
    pools.forEach(pool -> inForce(pool.value().service(), pool));
    regions.forEach(region -> inForce(region.value().service(), region));
    var neighbours = new LinkedHashSet<Long>();
    root.each("neighbours").forEach(fields -> neighbours.add(fields.whole("as")));
    List<String> known = neighbours.stream().filter(Objects::nonNull).map(String::valueOf).toList();
    for (Fields fields : root.each("planned-work")) {
      Fields scope = fields.at("scope");
      known(scope, "neighbours", "neighbour", known);
      known(scope, "routers", "router", texts("neighbours", "router"));
      known(scope, "services", "service", ids);
    }
    for (Fields fields : root.each("contacts")) {
      Long as = fields.whole("neighbour");
      if (as != null && !neighbours.contains(as)) {
        String word = as.toString();
        root.unknown("reference.unknown", fields.place("neighbour"), word, "neighbour", known);
      }
    }
  }

  /** A scope that names nothing we have would cover nothing, and nobody would see that. */
  private void known(Fields scope, String key, String what, List<String> known) {
    for (Scalar each : scope.scalars(key)) {
      if (!known.contains(each.text())) {
        root.unknown("reference.unknown", each.place(), each.text(), what, known);
      }
    }
  }

  /** Services may rest on each other; that one rests on itself says nothing and is a slip. */
  private void restsOn(List<String> ids) {
    for (Fields fields : root.each("services")) {
      for (Scalar used : fields.scalars("rests-on")) {
        if (!ids.contains(used.text())) {
          root.unknown("reference.unknown", used.place(), used.text(), "service", ids);
        } else if (used.text().equals(fields.text("id"))) {
          root.fault("service.rests-on-itself", used.place(), used.text());
        }
      }
    }
    for (Placed<Service> service : services) {
      service.value().restsOn().forEach(used -> inForce(used, service));
    }
  }

  private List<String> texts(String list, String key) {
    return root.each(list).stream().map(f -> f.text(key)).filter(Objects::nonNull).toList();
  }

  private void inForce(String id, Placed<?> entry) {
    List<Placed<Service>> of = services.stream().filter(s -> s.value().id().equals(id)).toList();
    if (!of.isEmpty() && of.stream().noneMatch(s -> s.period().overlaps(entry.period()))) {
      root.fault("reference.out-of-force", entry.place(), id);
    }
  }

  /** A block of a pool, in the order that puts a covering block before what it covers. */
  private record Block(AddressPrefix prefix, Placed<AddressPool> pool) {}

  /** Users would be counted twice if two pools of a service held the same address. */
  private void disjointPools() {
    var byService = new HashMap<String, List<Block>>();
    for (Placed<AddressPool> pool : pools) {
      List<Block> blocks =
          byService.computeIfAbsent(pool.value().service(), key -> new ArrayList<>());
      pool.value().prefixes().forEach(prefix -> blocks.add(new Block(prefix, pool)));
    }
    byService.values().forEach(this::disjoint);
  }

  private void disjoint(List<Block> blocks) {
    blocks.sort(Comparator.comparing(Block::prefix));
    var covering = new ArrayDeque<Block>();
    for (Block block : blocks) {
      while (!covering.isEmpty() && !covering.peek().prefix().covers(block.prefix())) {
        covering.pop();
      }
      covering.stream()
          .filter(earlier -> sharesADay(earlier.pool(), block.pool()))
          .findFirst()
          .ifPresent(earlier ->
              root.fault(
                  "pool.shares-addresses",
                  block.pool().place(),
                  block.prefix(),
                  earlier.pool().value().id()));
      covering.push(block);
    }
  }

  private static boolean sharesADay(Placed<AddressPool> one, Placed<AddressPool> other) {
    return !one.equals(other) && one.period().overlaps(other.period());
  }

  private void poolsWithinService() {
    for (Placed<Service> service : services) {
      Long users = service.value().users();
      List<Placed<AddressPool>> own =
          pools.stream().filter(p -> p.value().service().equals(service.value().id())).toList();
      Long most = users == null ? null : mostAtOnce(own, service.period());
      if (users != null && most != null && most > users) {
        root.fault("pool.more-than-service", service.place(), service.value().id(), most, users);
      }
    }
  }

  /** The sum of users only rises on a day on which a pool begins: those days are looked at. */
  private static @Nullable Long mostAtOnce(List<Placed<AddressPool>> pools, Period within) {
    var days = new TreeSet<LocalDate>();
    days.add(Objects.requireNonNullElse(within.from(), LocalDate.MIN));
    pools.forEach(
        pool -> days.add(Objects.requireNonNullElse(pool.period().from(), LocalDate.MIN)));
    return days.stream()
        .filter(within::contains)
        .map(day -> sumOn(pools, day))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static long sumOn(List<Placed<AddressPool>> pools, LocalDate day) {
    return pools.stream()
        .filter(pool -> pool.period().contains(day))
        .mapToLong(pool -> pool.value().users())
        .sum();
  }
}

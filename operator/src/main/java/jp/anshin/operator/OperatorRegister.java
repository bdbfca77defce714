package jp.anshin.operator;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who we are over time. Every entry has the days on which it is so; {@link #on} tells one day.
 *
 * @param name what we are called
 * @param systems our own ASes
 * @param prefixes our own address blocks
 * @param neighbours networks we exchange routes with
 * @param services what we provide; pools and regions refer to them by id
 * @param pools addresses users get
 * @param regions users by prefecture
 * @param contacts who is to be reached
 * @param ownRules rules of our own for outages
 * @param plannedWork work that was announced, in the order it is written
 * @param designated whether we are a designated public institution (指定公共機関), or null when the file
 *     does not say
 * @param watchedBlocks blocks of others that we watch
 * @param pathRules who must never or always be on which paths
 */
public record OperatorRegister(
    LocalizedName name,
    List<Dated<AsNumber>> systems,
    List<Dated<AddressPrefix>> prefixes,
    List<Neighbour> neighbours,
    List<Service> services,
    List<AddressPool> pools,
    List<RegionUsers> regions,
    List<Contact> contacts,
    List<HouseRule> ownRules,
    List<PlannedWork> plannedWork,
    @Nullable Boolean designated,
    List<WatchedBlock> watchedBlocks,
    List<PathRule> pathRules) {

  /**
   * Something without days of its own, and when it is so.
   *
   * @param <T> what
   * @param value what
   * @param period when
   */
  public record Dated<T>(T value, Period period) {}

  public OperatorRegister {
    systems = List.copyOf(systems);
    prefixes = List.copyOf(prefixes);
    neighbours = List.copyOf(neighbours);
    services = List.copyOf(services);
    pools = List.copyOf(pools);
    regions = List.copyOf(regions);
    contacts = List.copyOf(contacts);
    ownRules = List.copyOf(ownRules);
    plannedWork = List.copyOf(plannedWork);
    watchedBlocks = List.copyOf(watchedBlocks);
    pathRules = List.copyOf(pathRules);
  }

  /** A register that says nothing of rules for outages. */
  public OperatorRegister(
      LocalizedName name,
      List<Dated<AsNumber>> systems,
      List<Dated<AddressPrefix>> prefixes,
      List<Neighbour> neighbours,
      List<Service> services,
      List<AddressPool> pools,
      List<RegionUsers> regions,
      List<Contact> contacts) {
    this(
        name,
        systems,
        prefixes,
        neighbours,
        services,
        pools,
        regions,
        contacts,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  /**
   * Who we are on that day.
   *
   * @param day in Japanese time: an event is judged by the day it occurred on there
   */
  public Operator on(LocalDate day) {
    return new Operator(
        day,
        name,
        inForce(systems, Dated::period, day).stream().map(Dated::value).toList(),
        inForce(prefixes, Dated::period, day).stream().map(Dated::value).toList(),
        inForce(neighbours, Neighbour::period, day),
        inForce(services, Service::period, day),
        inForce(pools, AddressPool::period, day),
        inForce(regions, RegionUsers::period, day),
        inForce(contacts, Contact::period, day),
        inForce(ownRules, HouseRule::period, day),
        designated,
        inForce(watchedBlocks, WatchedBlock::period, day),
        inForce(pathRules, PathRule::period, day));
  }

  private static <T> List<T> inForce(
      List<T> entries, Function<? super T, Period> period, LocalDate day) {
    return entries.stream().filter(entry -> period.apply(entry).contains(day)).toList();
  }
}

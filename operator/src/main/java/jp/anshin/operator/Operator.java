package jp.anshin.operator;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who we are on one day: what {@link OperatorRegister} says is so then.
 *
 * @param day the day, in Japanese time
 * @param name what we are called
 * @param systems our own ASes
 * @param prefixes our own address blocks
 * @param neighbours networks we exchange routes with
 * @param services what we provide
 * @param pools addresses users get
 * @param regions users by prefecture, where they are known
 * @param contacts who is to be reached
 * @param ownRules rules of our own for outages
 * @param designated whether we are a designated public institution (指定公共機関), or null when the file
 *     does not say
 * @param watchedBlocks blocks of others that we watch
 * @param pathRules who must never or always be on which paths
 */
public record Operator(
    LocalDate day,
    LocalizedName name,
    List<AsNumber> systems,
    List<AddressPrefix> prefixes,
    List<Neighbour> neighbours,
    List<Service> services,
    List<AddressPool> pools,
    List<RegionUsers> regions,
    List<Contact> contacts,
    List<HouseRule> ownRules,
    @Nullable Boolean designated,
    List<WatchedBlock> watchedBlocks,
    List<PathRule> pathRules) {

  public Operator {
    systems = List.copyOf(systems);
    prefixes = List.copyOf(prefixes);
    neighbours = List.copyOf(neighbours);
    services = List.copyOf(services);
    pools = List.copyOf(pools);
    regions = List.copyOf(regions);
    contacts = List.copyOf(contacts);
    ownRules = List.copyOf(ownRules);
    watchedBlocks = List.copyOf(watchedBlocks);
    pathRules = List.copyOf(pathRules);
  }

  /** An operator that says nothing of rules for outages. */
  public Operator(
      LocalDate day,
      LocalizedName name,
      List<AsNumber> systems,
      List<AddressPrefix> prefixes,
      List<Neighbour> neighbours,
      List<Service> services,
      List<AddressPool> pools,
      List<RegionUsers> regions,
      List<Contact> contacts) {
    this(
        day,
        name,
        systems,
        prefixes,
        neighbours,
        services,
        pools,
        regions,
        contacts,
        List.of(),
        null,
        List.of(),
        List.of());
  }

  /** The same, providing these services. */
  public Operator with(List<Service> provided) {
    return new Operator(
        day,
        name,
        systems,
        prefixes,
        neighbours,
        provided,
        pools,
        regions,
        contacts,
        ownRules,
        designated,
        watchedBlocks,
        pathRules);
  }

  /** The blocks whose routes concern us: our own and those of our users, each once. */
  public SortedSet<AddressPrefix> watchedPrefixes() {
    var watched = new TreeSet<>(prefixes);
    pools.forEach(pool -> watched.addAll(pool.prefixes()));
    return Collections.unmodifiableSortedSet(watched);
  }

  /** What that AS is to us, when it is a neighbour. */
  public Optional<Relation> relationTo(AsNumber as) {
    return neighbour(as).map(Neighbour::relation);
  }

  /** The neighbour of that AS. */
  public Optional<Neighbour> neighbour(AsNumber as) {
    return neighbours.stream().filter(neighbour -> neighbour.as().equals(as)).findFirst();
  }

  /** The service of that id. */
  public Optional<Service> service(String id) {
    return services.stream().filter(service -> service.id().equals(id)).findFirst();
  }

  /**
   * The services that use the equipment of that one, directly or through others: when it fails
   * their users may be affected too. Itself is not among them, though services may rest on each
   * other.
   */
  public SortedSet<String> restingOn(String id) {
    var found = new TreeSet<String>();
    var next = new ArrayDeque<>(List.of(id));
    while (!next.isEmpty()) {
      String used = next.remove();
      for (Service each : services) {
        if (each.restsOn().contains(used) && found.add(each.id())) {
          next.add(each.id());
        }
      }
    }
    found.remove(id);
    return found;
  }

  /** The pools that have an address in one of these blocks. */
  public List<AddressPool> poolsWithin(Collection<AddressPrefix> blocks) {
    return pools.stream().filter(pool -> !pool.usersWithin(blocks).isNone()).toList();
  }

  /**
   * Users with an address in these blocks, by service id. They are the most that a fault of these
   * blocks can touch; whether it does touch them is for a person to say. Services with none are
   * left out.
   */
  public SortedMap<String, UserRange> usersWithin(Collection<AddressPrefix> blocks) {
    return sum(pool -> pool.usersWithin(blocks));
  }

  /**
   * Users in one prefecture, by service id. Where a region says so, exactly; else at least those of
   * the pools there, and at most what is left of the service's total. Services with certainly none
   * are left out.
   */
  public SortedMap<String, UserRange> usersIn(Prefecture prefecture) {
    var found = new TreeMap<String, UserRange>();
    for (Service service : services) {
      UserRange users = usersIn(prefecture, service);
      if (!users.isNone()) {
        found.put(service.id(), users);
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /** By prefecture and service id, the users with an address in these blocks: what a map shows. */
  public Map<Prefecture, SortedMap<String, UserRange>> usersByPrefecture(
      Collection<AddressPrefix> blocks) {
    var found = new EnumMap<Prefecture, SortedMap<String, UserRange>>(Prefecture.class);
    for (Prefecture prefecture : Prefecture.values()) {
      SortedMap<String, UserRange> there =
          sum(pool -> within(pool.usersWithin(blocks), pool.usersIn(prefecture)));
      if (!there.isEmpty()) {
        found.put(prefecture, there);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /** Who receives what is for that audience. */
  public List<Contact> recipients(Audience audience) {
    return contacts.stream().filter(contact -> contact.audience() == audience).toList();
  }

  /** Who is to be reached at that neighbour. */
  public List<Contact> contactsOf(AsNumber neighbour) {
    return contacts.stream().filter(contact -> neighbour.equals(contact.neighbour())).toList();
  }

  private SortedMap<String, UserRange> sum(Function<AddressPool, UserRange> usersOf) {
    var sums = new TreeMap<String, UserRange>();
    for (AddressPool pool : pools) {
      UserRange users = usersOf.apply(pool);
      if (!users.isNone()) {
        sums.merge(pool.service(), users, UserRange::plus);
      }
    }
    return Collections.unmodifiableSortedMap(sums);
  }

  private UserRange usersIn(Prefecture prefecture, Service service) {
    UserRange said = saidOf(prefecture, service);
    Long total = service.users();
    if (said.high() != null || total == null) {
      return said;
    }
    long elsewhere = 0;
    for (Prefecture other : Prefecture.values()) {
      elsewhere += other == prefecture ? 0 : saidOf(other, service).low();
    }
    return UserRange.between(said.low(), Math.max(said.low(), total - elsewhere));
  }

  /** The region's figure where there is one, else at least the users of pools only there. */
  private UserRange saidOf(Prefecture prefecture, Service service) {
    for (RegionUsers region : regions) {
      if (region.service().equals(service.id()) && region.prefecture() == prefecture) {
        return UserRange.exactly(region.users());
      }
    }
    long pooled = 0;
    for (AddressPool pool : pools) {
      if (pool.service().equals(service.id())) {
        pooled += pool.usersIn(prefecture).low();
      }
    }
    return UserRange.atLeast(pooled);
  }

  /** Users of one pool for whom both holds: none, all, or in between when either is not certain. */
  private static UserRange within(UserRange one, UserRange other) {
    if (one.isNone() || other.isNone()) {
      return UserRange.NONE;
    }
    Long all = one.high();
    return (one.isExact() && other.isExact()) || all == null ? one : UserRange.between(0, all);
  }
}

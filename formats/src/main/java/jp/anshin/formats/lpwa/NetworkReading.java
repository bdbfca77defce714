package jp.anshin.formats.lpwa;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.Moments;
import jp.anshin.formats.yaml.Place;
import jp.anshin.law.Figures;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.CloudFunction;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.ContractCounts;
import jp.anshin.lpwa.network.DeliveryForm;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Gateway;
import jp.anshin.lpwa.network.Location;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.network.PlannedWork;
import jp.anshin.lpwa.network.Technology;
import org.jspecify.annotations.Nullable;

/** Makes a network of the nodes; what is wrong adds its fault, and the rest is read on. */
final class NetworkReading {

  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smh])");

  /** Beyond so many names a reader looks for the right one elsewhere. */
  private static final int NAMED_MAX = 20;

  private final Fields root;
  private final NetworkText.Beside beside;
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<Backhaul> backhauls = new ArrayList<>();
  private final List<CloudFunction> clouds = new ArrayList<>();
  private final List<Feed> feeds = new ArrayList<>();
  private final List<Contract> contracts = new ArrayList<>();
  private final List<PlannedWork> works = new ArrayList<>();
  private final Map<String, Place> components = new HashMap<>();
  private final Set<String> holders = new HashSet<>();
  private final Memberships memberships;

  NetworkReading(Fields root, NetworkText.Beside beside) {
    this.root = root;
    this.beside = beside;
    this.memberships = new Memberships(root, holders);
  }

  void read() {
    each("gateways", components, this::gateway);
    each("backhauls", components, this::backhaul);
    each("clouds", components, this::cloud);
    each("feeds", components, this::feed);
    each("contracts", new HashMap<>(), this::contract);
    root.each("devices").forEach(this::device);
    root.each("planned-work").forEach(this::work);
    String list = root.text("devices-file");
    if (list != null && !list.isBlank()) {
      memberships.readList(list, beside);
    }
    references();
    forest("backhauls");
    forest("clouds");
    if (root.has("contract-counts")) {
      root.parsed("contract-counts", NetworkReading::counts, "lpwa.contract-counts");
    }
  }

  /**
   * The network.
   *
   * @throws IllegalArgumentException where faults were added
   */
  Network network() {
    return new Network(
        identity(root, "service"),
        constant(root, "technology", Technology.class),
        constant(root, "delivery", DeliveryForm.class),
        root.has("contract-counts")
            ? root.parsed("contract-counts", NetworkReading::counts, "lpwa.contract-counts")
            : null,
        gateways,
        backhauls,
        clouds,
        feeds,
        contracts,
        memberships.all(),
        works);
  }

  /** Reads what has an id; one that stands twice is told with the line of the first. */
  private void each(String list, Map<String, Place> seen, Consumer<Fields> read) {
    for (Fields fields : root.each(list)) {
      String id = identity(fields, "id");
      if (id == null || id.isBlank()) {
        continue; // the schema has told it
      }
      Place first = seen.putIfAbsent(id, fields.place());
      if (first != null) {
        root.fault("lpwa.id-twice", fields.place("id"), id, first.line());
      } else {
        read.accept(fields);
      }
    }
  }

  private void gateway(Fields fields) {
    Owner owner = constant(fields, "owner", Owner.class);
    gateways.add(
        new Gateway(
            required(fields, "id"),
            fields.text("name"),
            owner == Owner.OTHER_CARRIER ? null : owner, // the schema has told it
            identity(fields, "backhaul"),
            location(fields),
            fields.text("region")));
  }

  private static @Nullable Location location(Fields fields) {
    if (!fields.has("latitude") && !fields.has("longitude")) {
      return null;
    }
    if (!fields.has("latitude") || !fields.has("longitude")) {
      fields.fault("lpwa.half-a-place", fields.place());
      return null;
    }
    Double latitude = fields.parsed("latitude", text -> degrees(text, 90), "lpwa.degrees");
    Double longitude = fields.parsed("longitude", text -> degrees(text, 180), "lpwa.degrees");
    return latitude == null || longitude == null ? null : new Location(latitude, longitude);
  }

  private static Optional<Double> degrees(String text, int most) {
    try {
      double degrees = Double.parseDouble(text);
      return Math.abs(degrees) <= most ? Optional.of(degrees) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private void backhaul(Fields fields) {
    backhauls.add(
        new Backhaul(
            required(fields, "id"),
            fields.text("name"),
            constant(fields, "owner", Owner.class),
            fields.text("carrier"),
            identity(fields, "part-of")));
  }

  private void cloud(Fields fields) {
    String told = fields.text("case");
    CloudFunction.Case of =
        "a".equals(told)
            ? CloudFunction.Case.OWN_FUNCTION
            : "b".equals(told) ? CloudFunction.Case.OTHERS_FUNCTION : null;
    clouds.add(
        new CloudFunction(
            required(fields, "id"), of, fields.text("vendor"), identity(fields, "part-of")));
  }

  private void feed(Fields fields) {
    feeds.add(
        new Feed(
            required(fields, "id"),
            identity(fields, "cloud"),
            Boolean.TRUE.equals(fields.truth("independent")),
            identity(fields, "canary-device"),
            fields.parsed("canary-period", NetworkReading::span, "value.span")));
  }

  private static Optional<Duration> span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(span.group(1));
    return Optional.of(
        switch (span.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
  }

  private void contract(Fields fields) {
    String id = required(fields, "id");
    holders.add(id);
    Term term = Term.of(fields);
    contracts.add(
        new Contract(
            id,
            fields.text("name"),
            constant(fields, "delivery", DeliveryForm.class),
            term.from(),
            term.until()));
  }

  private void device(Fields fields) {
    String id = identity(fields, "id");
    if (id != null && !id.isBlank()) {
      memberships.add(
          id,
          identity(fields, "contract"),
          Term.of(fields),
          fields.place(),
          "",
          fields.place().line());
    }
  }

  private void work(Fields fields) {
    String component = identity(fields, "component");
    String what = fields.text("what");
    Term term = Term.of(fields);
    Instant from = term.from();
    Instant until = term.until();
    if (component != null && !components.containsKey(component)) {
      unknown(fields, "component", component, "component", components.keySet());
    } else if (component != null && what != null && from != null && until != null) {
      works.add(new PlannedWork(component, what, from, until));
    }
  }

  /** What is named elsewhere must be there. */
  private void references() {
    Set<String> lines = ids("backhauls");
    Set<String> functions = ids("clouds");
    known("gateways", "backhaul", "backhaul", lines);
    known("backhauls", "part-of", "backhaul", lines);
    known("clouds", "part-of", "cloud", functions);
    known("feeds", "cloud", "cloud", functions);
    known("devices", "contract", "contract", holders);
  }

  private Set<String> ids(String list) {
    var ids = new HashSet<String>();
    for (Fields fields : root.each(list)) {
      String id = identity(fields, "id");
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private void known(String list, String key, String what, Set<String> known) {
    for (Fields fields : root.each(list)) {
      String named = identity(fields, key);
      if (named != null && !known.contains(named)) {
        unknown(fields, key, named, what, known);
      }
    }
  }

  private static void unknown(
      Fields fields, String key, String named, String what, Set<String> known) {
    Memberships.nearest(named, known)
        .ifPresentOrElse(
            near -> fields.fault("reference.unknown.near", fields.place(key), named, what, near),
            () ->
                fields.fault(
                    "reference.unknown",
                    fields.place(key),
                    named,
                    what,
                    known.stream().sorted().limit(NAMED_MAX).collect(Collectors.joining(", "))));
  }

  /** Nothing can be part of itself, also not by way of others. */
  private void forest(String list) {
    var partOf = new HashMap<String, String>();
    for (Fields fields : root.each(list)) {
      String id = identity(fields, "id");
      String greater = identity(fields, "part-of");
      if (id != null && greater != null) {
        partOf.putIfAbsent(id, greater);
      }
    }
    var told = new HashSet<String>();
    for (Fields fields : root.each(list)) {
      String id = identity(fields, "id");
      List<String> circle = id == null ? List.of() : Network.circleFrom(id, partOf);
      if (!circle.isEmpty() && told.addAll(circle)) {
        root.fault(
            "lpwa.circle", fields.place("part-of"), String.join(" → ", circle), circle.getFirst());
      }
    }
  }

  private static Optional<ContractCounts> counts(String text) {
    try {
      return switch (text) {
        case "any" -> Optional.of(ContractCounts.ANY);
        case "all" -> Optional.of(ContractCounts.ALL);
        default -> Optional.of(ContractCounts.share(Double.parseDouble(text)));
      };
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** A term: days count whole, the last one too. */
  record Term(@Nullable Instant from, @Nullable Instant until) {

    static Term of(Fields fields) {
      Instant from = fields.parsed("from", text -> begin(text), "value.moment");
      Instant until = fields.parsed("until", text -> end(text), "value.moment");
      if (from != null && until != null && !from.isBefore(until)) {
        fields.fault("lpwa.term-backward", fields.place("until"), from, until);
        return new Term(null, null);
      }
      return new Term(from, until);
    }

    static Optional<Instant> begin(String text) {
      return day(text).map(Term::startOf).or(() -> Moments.read(text));
    }

    static Optional<Instant> end(String text) {
      return day(text).map(day -> startOf(day.plusDays(1))).or(() -> Moments.read(text));
    }

    private static Instant startOf(LocalDate day) {
      return day.atStartOfDay(Figures.JAPAN).toInstant();
    }

    private static Optional<LocalDate> day(String text) {
      try {
        return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    }
  }

  /** An id as events tell it, also one that looks like a number; null when there is none. */
  private static @Nullable String identity(Fields fields, String key) {
    return fields.parsed(key, text -> Optional.of(Identity.of(text)), "value.empty");
  }

  private static String required(Fields fields, String key) {
    return Optional.ofNullable(identity(fields, key)).orElseThrow();
  }

  private static <E extends Enum<E>> @Nullable E constant(
      Fields fields, String key, Class<E> type) {
    String text = fields.text(key);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return constant;
      }
    }
    return null;
  }
}

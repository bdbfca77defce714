package jp.anshin.formats.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.Moments;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.operator.AddressPool;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;
import jp.anshin.operator.DeskHours;
import jp.anshin.operator.HouseRule;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.operator.OperatorRegister.Dated;
import jp.anshin.operator.PathRule;
import jp.anshin.operator.Period;
import jp.anshin.operator.PlannedWork;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.PrefixLimits;
import jp.anshin.operator.RegionUsers;
import jp.anshin.operator.Relation;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.operator.WatchedBlock;
import org.jspecify.annotations.Nullable;

/** Makes the model of the nodes; an entry that is not whole is left out, with its faults added. */
record OperatorReading(Fields root) {

  /** A year, as the schema has it: what is beyond has been told. */
  private static final long MINUTES_MAX = 525_600;

  private static final Pattern HOURS =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]");

  private static final List<String> SCOPE = List.of("neighbours", "blocks", "routers", "services");

  /** Who we are, or null when not even the name can be read; complete only without faults. */
  @Nullable OperatorRegister register() {
    List<Placed<AsNumber>> systems = entries("systems", (fields, period) -> as(fields, "as"));
    List<Placed<AddressPrefix>> prefixes =
        entries("prefixes", (fields, period) -> prefix(fields, "prefix"));
    List<Placed<Neighbour>> neighbours = entries("neighbours", OperatorReading::neighbour);
    List<Placed<Service>> services = entries("services", OperatorReading::service);
    List<Placed<AddressPool>> pools = entries("pools", OperatorReading::pool);
    List<Placed<RegionUsers>> regions = entries("regions", OperatorReading::region);
    List<Placed<Contact>> contacts = entries("contacts", OperatorReading::contact);
    List<Placed<HouseRule>> ownRules = entries("own-rules", OperatorReading::ownRule);
    List<PlannedWork> works = plannedWork();
    List<Placed<WatchedBlock>> watched = entries("watched-blocks", OperatorReading::watchedBlock);
    List<Placed<PathRule>> pathRules = entries("path-rules", OperatorReading::pathRule);
    new OperatorChecks(root, services, pools, regions)
        .run(systems, prefixes, neighbours, ownRules, watched, pathRules);
    LocalizedName name = name(root, "name");
    return name == null
        ? null
        : new OperatorRegister(
            name,
            dated(systems),
            dated(prefixes),
            values(neighbours),
            values(services),
            values(pools),
            values(regions),
            values(contacts),
            values(ownRules),
            works,
            root.truth("designated-public-institution"),
            values(watched),
            values(pathRules));
  }

  private <T> List<Placed<T>> entries(String key, BiFunction<Fields, Period, @Nullable T> read) {
    var entries = new ArrayList<Placed<T>>();
    for (Fields fields : root.each(key)) {
      Period period = period(fields);
      T value = read.apply(fields, period);
      if (value != null) {
        entries.add(new Placed<>(value, period, fields.place()));
      }
    }
    return entries;
  }

  private static @Nullable Neighbour neighbour(Fields fields, Period period) {
    AsNumber as = as(fields, "as");
    LocalizedName name = name(fields, "name");
    Relation relation = constant(fields, "relation", Relation.class);
    return as == null || name == null || relation == null
        ? null
        : new Neighbour(as, name, relation, fields.text("router"), limits(fields), period);
  }

  private static PrefixLimits limits(Fields neighbour) {
    Fields limits = neighbour.at("max-prefixes");
    return new PrefixLimits(limit(limits.whole("ipv4")), limit(limits.whole("ipv6")));
  }

  /** What the schema does not take has been told, and is none. */
  private static @Nullable Long limit(@Nullable Long stated) {
    return stated == null || stated < 1 ? null : stated;
  }

  private static @Nullable Service service(Fields fields, Period period) {
    String id = fields.text("id");
    LocalizedName name = name(fields, "name");
    ServiceCategory category = constant(fields, "category", ServiceCategory.class);
    Long users = fields.whole("users");
    var restsOn = new TreeSet<String>();
    fields.scalars("rests-on").forEach(each -> restsOn.add(each.text()));
    return id == null || name == null || category == null || (users != null && users < 0)
        ? null
        : new Service(id, name, category, users, restsOn, period);
  }

  private static @Nullable AddressPool pool(Fields fields, Period period) {
    String id = fields.text("id");
    String service = fields.text("service");
    Long users = fields.whole("users");
    List<AddressPrefix> prefixes = prefixes(fields, "prefixes");
    var prefectures = new TreeSet<Prefecture>();
    for (Scalar scalar : fields.scalars("prefectures")) {
      prefecture(scalar.toJson().asLong(0)).ifPresent(prefectures::add);
    }
    return id == null
            || service == null
            || users == null
            || users < 0
            || prefixes.isEmpty()
            || prefectures.isEmpty()
        ? null
        : new AddressPool(id, prefixes, prefectures, service, users, period);
  }

  private static @Nullable RegionUsers region(Fields fields, Period period) {
    Long code = fields.whole("prefecture");
    Prefecture prefecture = code == null ? null : prefecture(code).orElse(null);
    String service = fields.text("service");
    Long users = fields.whole("users");
    return prefecture == null || service == null || users == null || users < 0
        ? null
        : new RegionUsers(prefecture, service, users, period);
  }

  private static @Nullable Contact contact(Fields fields, Period period) {
    ContactRole role = constant(fields, "role", ContactRole.class);
    LocalizedName name = name(fields, "name");
    Audience audience = constant(fields, "audience", Audience.class);
    String mail = fields.parsed("mail", OperatorReading::mail, "value.mail");
    String phone = fields.text("phone");
    if (fields.text("mail") == null && phone == null) {
      fields.fault("contact.unreachable", fields.place());
    }
    return role == null || name == null || audience == null || (mail == null && phone == null)
        ? null
        : new Contact(
            role,
            name,
            mail,
            phone,
            fields.text("fax"),
            audience,
            as(fields, "neighbour"),
            period,
            hours(fields),
            fields.text("phone-off-hours"));
  }

  /** Hours without number, or a number for other hours without these, help nobody who must call. */
  private static @Nullable DeskHours hours(Fields fields) {
    String written = fields.text("hours");
    if (written == null) {
      if (fields.text("phone-off-hours") != null) {
        fields.fault("contact.off-hours-alone", fields.place("phone-off-hours"));
      }
      return null;
    }
    if (fields.text("phone") == null) {
      fields.fault("contact.hours-without-phone", fields.place("hours"));
    }
    if (!HOURS.matcher(written).matches()) {
      return null; // the schema has told it
    }
    LocalTime from = LocalTime.parse(written.substring(0, written.indexOf('-')));
    LocalTime until = LocalTime.parse(written.substring(written.indexOf('-') + 1));
    if (!from.isBefore(until)) {
      fields.fault("contact.hours-backward", fields.place("hours"), written);
      return null;
    }
    return new DeskHours(from, until);
  }

  private static @Nullable HouseRule ownRule(Fields fields, Period period) {
    String id = fields.text("id");
    LocalizedName name = name(fields, "name");
    Long minutes = fields.whole("after-minutes");
    return id == null || name == null || minutes == null || minutes < 1 || minutes > MINUTES_MAX
        ? null
        : new HouseRule(id, name, Duration.ofMinutes(minutes), period);
  }

  private List<PlannedWork> plannedWork() {
    var works = new ArrayList<PlannedWork>();
    for (Fields fields : root.each("planned-work")) {
      PlannedWork work = plannedWork(fields);
      if (work != null) {
        works.add(work);
      }
    }
    return works;
  }

  private static @Nullable PlannedWork plannedWork(Fields fields) {
    Instant from = fields.parsed("from", Moments::read, "value.moment");
    Instant until = fields.parsed("until", Moments::read, "value.moment");
    String what = fields.text("what");
    Fields scope = fields.at("scope");
    List<AsNumber> neighbours = systems(scope, "neighbours");
    List<AddressPrefix> blocks = prefixes(scope, "blocks");
    SortedSet<String> routers = words(scope, "routers");
    SortedSet<String> services = words(scope, "services");
    boolean empty =
        neighbours.isEmpty() && blocks.isEmpty() && routers.isEmpty() && services.isEmpty();
    if (fields.has("scope") && SCOPE.stream().noneMatch(scope::has)) {
      fields.fault("work.no-scope", fields.place("scope"));
    }
    if (from == null || until == null || what == null || empty) {
      return null;
    }
    if (!from.isBefore(until)) {
      fields.fault("work.backward", fields.place("until"));
      return null;
    }
    if (from.plus(Duration.ofDays(PlannedWork.DAYS_MAX)).isBefore(until)) {
      fields.fault("work.too-long", fields.place("until"), PlannedWork.DAYS_MAX);
      return null;
    }
    return new PlannedWork(from, until, what, neighbours, blocks, routers, services);
  }

  private static @Nullable WatchedBlock watchedBlock(Fields fields, Period period) {
    AddressPrefix prefix = prefix(fields, "prefix");
    LocalizedName holder = name(fields, "holder");
    List<AsNumber> origins = systems(fields, "origins");
    boolean calls = Boolean.TRUE.equals(fields.truth("call"));
    return prefix == null || holder == null || origins.isEmpty()
        ? null
        : new WatchedBlock(prefix, holder, origins, calls, period);
  }

  private static @Nullable PathRule pathRule(Fields fields, Period period) {
    String id = fields.text("id");
    AsNumber as = as(fields, "as");
    List<AddressPrefix> prefixes = prefixes(fields, "prefixes");
    PathRule.Must must = constant(fields, "must", PathRule.Must.class);
    PathRule.Place place = constant(fields, "place", PathRule.Place.class);
    return id == null || as == null || prefixes.isEmpty() || must == null || place == null
        ? null
        : new PathRule(id, prefixes, as, must, place, period);
  }

  private static List<AddressPrefix> prefixes(Fields fields, String key) {
    var prefixes = new ArrayList<AddressPrefix>();
    for (Scalar scalar : fields.scalars(key)) {
      AddressPrefix prefix = fields.parsed(key, scalar, AddressPrefix::tryParse, "value.prefix");
      if (prefix != null) {
        prefixes.add(prefix);
      }
    }
    return prefixes;
  }

  /** What is no AS number the schema has told. */
  private static List<AsNumber> systems(Fields fields, String key) {
    return fields.scalars(key).stream()
        .flatMap(scalar -> AsNumber.tryParse(scalar.text()).stream())
        .toList();
  }

  private static SortedSet<String> words(Fields fields, String key) {
    var words = new TreeSet<String>();
    fields.scalars(key).forEach(each -> words.add(each.text()));
    return words;
  }

  private static Period period(Fields fields) {
    LocalDate from = fields.parsed("from", OperatorReading::day, "value.date");
    LocalDate until = fields.parsed("until", OperatorReading::day, "value.date");
    if (from != null && until != null && until.isBefore(from)) {
      fields.fault("period.backward", fields.place("until"), from, until);
      return Period.ALWAYS;
    }
    return new Period(from, until);
  }

  private static @Nullable LocalizedName name(Fields fields, String key) {
    Fields name = fields.at(key);
    String japanese = name.text("ja");
    String english = name.text("en");
    return japanese == null || english == null || japanese.isBlank() || english.isBlank()
        ? null
        : new LocalizedName(japanese, english);
  }

  private static @Nullable AsNumber as(Fields fields, String key) {
    // The schema has told what is no whole number or out of range.
    Long value = fields.whole(key);
    return value == null ? null : AsNumber.tryParse(Long.toString(value)).orElse(null);
  }

  private static @Nullable AddressPrefix prefix(Fields fields, String key) {
    return fields.parsed(key, AddressPrefix::tryParse, "value.prefix");
  }

  private static Optional<Prefecture> prefecture(long code) {
    return code < 0 || code > Integer.MAX_VALUE ? Optional.empty() : Prefecture.ofCode((int) code);
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

  private static Optional<LocalDate> day(String text) {
    try {
      // Years beyond four digits are a slip of the finger, though ISO 8601 has a form for them.
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> mail(String text) {
    return text.matches("[^@\\s]+@[^@\\s]+") ? Optional.of(text) : Optional.empty();
  }

  private static <T> List<Dated<T>> dated(List<Placed<T>> entries) {
    return entries.stream().map(entry -> new Dated<>(entry.value(), entry.period())).toList();
  }

  private static <T> List<T> values(List<Placed<T>> entries) {
    return entries.stream().map(Placed::value).toList();
  }
}

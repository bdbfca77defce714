package jp.anshin.server.web;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/**
 * The impact question as a form: what a person typed stays, whatever is wrong with it.
 *
 * @param readVersion version of the answer that person saw, 0 when there was none
 * @param services one part for each service we provide
 * @param remark in the person's words
 * @param remarkFault what is wrong with it, or empty
 */
public record ImpactForm(int readVersion, List<Part> services, String remark, String remarkFault) {

  /** Longest text a person may write in one field: a page or so; files belong elsewhere. */
  static final int WORDS_MAX = 4000;

  /** More than anybody has: the world's population, and a year in minutes. */
  static final long USERS_MAX = 10_000_000_000L;

  private static final long MINUTES_MAX = 10_000_000L;

  private static final Pattern NUMBER =
      Pattern.compile("(?:(\\d{1,6})億)?(?:(\\d{1,6})万)?(\\d{1,12})?");

  /** Fields as they stand on the page, from top to bottom. */
  private static final List<String> FIELDS =
      List.of(
          "kind",
          "usersLow",
          "usersHigh",
          "minutesLow",
          "minutesHigh",
          "began",
          "beganLatest",
          "ongoing",
          "basis");

  private static final String REMARK = "remark";
  private static final String KIND = "kind";
  private static final String USERS_LOW = "usersLow";
  private static final String USERS_HIGH = "usersHigh";
  private static final String MINUTES_LOW = "minutesLow";
  private static final String MINUTES_HIGH = "minutesHigh";
  private static final String BEGAN = "began";
  private static final String BEGAN_LATEST = "beganLatest";
  private static final String ONGOING = "ongoing";
  private static final String BASIS = "basis";

  /**
   * The part of one service.
   *
   * @param service its id
   * @param name what it is called
   * @param category its 役務区分
   * @param typed what is in each field
   * @param faults what is wrong, by field
   * @param usersInAll users of the service by the operator file where more were typed, else null
   */
  public record Part(
      String service,
      String name,
      ServiceCategory category,
      Map<String, String> typed,
      Map<String, String> faults,
      @Nullable Long usersInAll) {

    /** What is in a field; empty when nothing. */
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }

    /** What is wrong with a field; empty when nothing. */
    public String fault(String field) {
      return faults.getOrDefault(field, "");
    }

    /** Whether that kind of impact is chosen. */
    public boolean is(Impact kind) {
      return value(KIND).equals(kind.name());
    }

    /** Name of a field within the form. */
    public String field(String field) {
      return service + "." + field;
    }
  }

  /**
   * One field that is wrong.
   *
   * @param field its name within the form
   * @param service what the service is called; empty for the remark
   * @param kind which of the service's fields it is, a key of its words
   * @param words what is wrong
   */
  public record Fault(String field, String service, String kind, String words) {}

  /** What is wrong, from the top of the form to its end. */
  public List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    for (Part part : services) {
      for (String field : FIELDS) {
        if (!part.fault(field).isEmpty()) {
          faults.add(new Fault(part.field(field), part.name(), field, part.fault(field)));
        }
      }
    }
    if (!remarkFault.isEmpty()) {
      faults.add(new Fault(REMARK, "", REMARK, remarkFault));
    }
    return faults;
  }

  /** Whether that is the first field that is wrong. */
  public boolean isFirst(String field) {
    return faults().stream().findFirst().filter(fault -> fault.field().equals(field)).isPresent();
  }

  /** Kinds in the order they are offered. */
  public List<Impact> kinds() {
    return List.of(Impact.values());
  }

  /** Whether something is wrong. */
  public boolean faulty() {
    return !remarkFault.isEmpty() || services.stream().anyMatch(part -> !part.faults().isEmpty());
  }

  /** The answer in force as it would be typed, for each service we provided on that day. */
  static ImpactForm of(Incident incident, Operator operator, Show show) {
    var parts = new ArrayList<Part>();
    for (Service service : operator.services()) {
      ServiceImpact said =
          incident.impact().stream()
              .flatMap(answer -> answer.services().stream())
              .filter(impact -> impact.service().equals(service.id()))
              .findFirst()
              .orElseGet(() -> ServiceImpact.unknown(service.id(), service.category()));
      var part =
          new Part(
              service.id(),
              show.name(service.name()),
              service.category(),
              typed(said, show),
              Map.of(),
              null);
      parts.add(
          new Part(
              part.service(),
              part.name(),
              part.category(),
              part.typed(),
              part.faults(),
              beyond(part, service)));
    }
    String remark = incident.impact().map(answer -> answer.remark()).orElse("");
    return new ImpactForm(incident.impactAnswers().size(), parts, remark, "");
  }

  /**
   * What a person sent, checked.
   *
   * @param answerable when it can have begun, see {@link AnswerableTime}; nothing ends after it
   */
  static ImpactForm typed(
      Map<String, String> sent, Operator operator, Show show, Interval answerable) {
    var parts = new ArrayList<Part>();
    for (Service service : operator.services()) {
      var typed = new LinkedHashMap<String, String>();
      for (String field : FIELDS) {
        typed.put(field, sent.getOrDefault(service.id() + "." + field, "").strip());
      }
      var part =
          new Part(
              service.id(), show.name(service.name()), service.category(), typed, Map.of(), null);
      parts.add(checked(part, service, show, answerable));
    }
    String remark = sent.getOrDefault("remark", "").strip();
    String remarkFault =
        remark.length() > WORDS_MAX ? show.say("fault.long", show.number(WORDS_MAX)) : "";
    return new ImpactForm(version(sent), parts, remark, remarkFault);
  }

  /** The answer; only when nothing is faulty. */
  List<ServiceImpact> answers() {
    return services.stream().map(ImpactForm::answer).toList();
  }

  private static int version(Map<String, String> sent) {
    String version = sent.getOrDefault("readVersion", "");
    return version.matches("\\d{1,6}") ? Integer.parseInt(version) : -1;
  }

  private static Map<String, String> typed(ServiceImpact said, Show show) {
    var typed = new LinkedHashMap<String, String>();
    typed.put(KIND, said.kind().name());
    put(typed, USERS_LOW, USERS_HIGH, said.users());
    put(typed, MINUTES_LOW, MINUTES_HIGH, said.minutes());
    Interval began = said.began();
    if (began != null) {
      typed.put(BEGAN, show.field(began.earliest()));
      if (!began.isExact()) {
        typed.put(BEGAN_LATEST, show.field(began.latest()));
      }
    }
    typed.put(ONGOING, said.ongoing() ? "on" : "");
    typed.put(BASIS, said.basis());
    return typed;
  }

  private static void put(Map<String, String> typed, String low, String high, Bounds bounds) {
    if (!bounds.isUnknown()) {
      typed.put(low, Long.toString(bounds.min()));
      Long max = bounds.max();
      if (max != null) {
        typed.put(high, Long.toString(max));
      }
    }
  }

  private static Part checked(Part part, Service service, Show show, Interval answerable) {
    var faults = new LinkedHashMap<String, String>();
    if (kind(part).isEmpty()) {
      faults.put(KIND, show.say("fault.kind"));
    }
    checkRange(part, USERS_LOW, USERS_HIGH, USERS_MAX, faults, show);
    checkRange(part, MINUTES_LOW, MINUTES_HIGH, MINUTES_MAX, faults, show);
    checkBegan(part, faults, show);
    checkNear(part, faults, show, answerable.earliest());
    checkPast(part, faults, show, answerable.latest());
    if (part.value(BASIS).length() > WORDS_MAX) {
      faults.put(BASIS, show.say("fault.long", show.number(WORDS_MAX)));
    }
    return new Part(
        part.service(), part.name(), part.category(), part.typed(), faults, beyond(part, service));
  }

  /** A slip in the year would choose another edition of the law. */
  private static void checkNear(
      Part part, Map<String, String> faults, Show show, Instant earliest) {
    for (String field : List.of(BEGAN, BEGAN_LATEST)) {
      instant(part.value(field))
          .filter(at -> at.isBefore(earliest))
          .ifPresent(at ->
              faults.putIfAbsent(
                  field, show.say("fault.long-before", AnswerableTime.BEFORE_MAX.toDays())));
    }
  }

  /** What has not happened yet is no fact: neither a beginning nor an end lies ahead. */
  private static void checkPast(Part part, Map<String, String> faults, Show show, Instant now) {
    Optional<Instant> earliest = instant(part.value(BEGAN));
    for (String field : List.of(BEGAN, BEGAN_LATEST)) {
      instant(part.value(field))
          .filter(at -> at.isAfter(now))
          .ifPresent(at -> faults.putIfAbsent(field, show.say("fault.future", show.time(now))));
    }
    boolean ended = part.value(ONGOING).isEmpty() && !part.is(Impact.NONE);
    if (!ended || earliest.isEmpty() || earliest.get().isAfter(now)) {
      return;
    }
    for (String field : List.of(MINUTES_LOW, MINUTES_HIGH)) {
      number(part.value(field))
          .filter(minutes -> minutes <= MINUTES_MAX)
          .map(minutes -> earliest.get().plus(Duration.ofMinutes(minutes)))
          .filter(end -> end.isAfter(now))
          .ifPresent(end ->
              faults.putIfAbsent(
                  field, show.say("fault.future-end", show.time(end), show.time(now))));
    }
  }

  /** How many users the service has where more were answered: that is kept, and told. */
  private static @Nullable Long beyond(Part part, Service service) {
    Long all = service.users();
    if (all == null) {
      return null;
    }
    boolean more =
        List.of(USERS_LOW, USERS_HIGH).stream()
            .flatMap(field -> number(part.value(field)).stream())
            .anyMatch(users -> users > all);
    return more ? all : null;
  }

  private static void checkRange(
      Part part, String low, String high, long max, Map<String, String> faults, Show show) {
    for (String field : List.of(low, high)) {
      String text = part.value(field);
      if (!text.isEmpty() && number(text).filter(value -> value <= max).isEmpty()) {
        faults.put(field, show.say("fault.number", show.number(max)));
      }
    }
    Optional<Long> least = number(part.value(low));
    Optional<Long> most = number(part.value(high));
    if (faults.get(high) == null
        && least.isPresent()
        && most.isPresent()
        && most.get() < least.get()) {
      faults.put(high, show.say("fault.order"));
    }
  }

  private static void checkBegan(Part part, Map<String, String> faults, Show show) {
    for (String field : List.of(BEGAN, BEGAN_LATEST)) {
      String text = part.value(field);
      if (!text.isEmpty() && instant(text).isEmpty()) {
        faults.put(field, show.say("fault.time"));
      }
    }
    Optional<Instant> earliest = instant(part.value(BEGAN));
    Optional<Instant> latest = instant(part.value(BEGAN_LATEST));
    if (latest.isPresent() && earliest.isEmpty() && part.value(BEGAN).isEmpty()) {
      faults.put(BEGAN, show.say("fault.began-missing"));
    }
    if (earliest.isPresent() && latest.isPresent() && latest.get().isBefore(earliest.get())) {
      faults.put(BEGAN_LATEST, show.say("fault.order"));
    }
  }

  private static ServiceImpact answer(Part part) {
    Impact kind = kind(part).orElseThrow();
    Instant earliest = instant(part.value(BEGAN)).orElse(null);
    Instant latest = instant(part.value(BEGAN_LATEST)).orElse(earliest);
    return new ServiceImpact(
        part.service(),
        part.category(),
        kind,
        bounds(part, USERS_LOW, USERS_HIGH),
        bounds(part, MINUTES_LOW, MINUTES_HIGH),
        earliest == null || latest == null ? null : new Interval(earliest, latest),
        kind != Impact.NONE && !part.value(ONGOING).isEmpty(),
        part.value(BASIS));
  }

  private static Bounds bounds(Part part, String low, String high) {
    return new Bounds(number(part.value(low)).orElse(0L), number(part.value(high)).orElse(null));
  }

  private static Optional<Impact> kind(Part part) {
    for (Impact kind : Impact.values()) {
      if (part.is(kind)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** 41000, 41,000, ４１０００ or 4万1,000; nothing when it is no number. */
  static Optional<Long> number(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[,、\\s]", "");
    Matcher parts = NUMBER.matcher(plain);
    if (plain.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        part(parts.group(1)) * 100_000_000 + part(parts.group(2)) * 10_000 + part(parts.group(3)));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDateTime.parse(text).atZone(Figures.JAPAN).toInstant());
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}

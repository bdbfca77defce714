package jp.anshin.server.web;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.RestingServices;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.UserCount;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/**
 * The impact question as a form: what a person typed stays, whatever is wrong with it.
 *
 * @param readVersion version of the answer that person saw, 0 when there was none
 * @param services one part for each service we provide
 * @param event the finer questions about the event as a whole
 * @param remark in the person's words
 * @param remarkFault what is wrong with it, or empty
 */
public record ImpactForm(
    int readVersion,
    List<Part> services,
    List<FinerField> event,
    String remark,
    String remarkFault) {

  static final int WORDS_MAX = AnswerChecks.WORDS_MAX;

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
   * @param failedUnder names of the failed services that it rests on
   * @param finer the finer questions about it
   */
  public record Part(
      String service,
      String name,
      ServiceCategory category,
      Map<String, String> typed,
      Map<String, String> faults,
      @Nullable Long usersInAll,
      List<String> failedUnder,
      List<FinerField> finer) {

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

    /** What it says; what is wrong is left out. */
    ServiceImpact answer() {
      Impact kind = kind(typed).orElse(Impact.UNKNOWN);
      Instant earliest = instant(right(BEGAN)).orElse(null);
      Instant latest = instant(right(BEGAN_LATEST)).orElse(earliest);
      return new ServiceImpact(
          service,
          category,
          kind,
          bounds(USERS_LOW, USERS_HIGH),
          bounds(MINUTES_LOW, MINUTES_HIGH),
          earliest == null || latest == null ? null : new Interval(earliest, latest),
          kind != Impact.NONE && !value(ONGOING).isEmpty(),
          value(BASIS),
          FinerForm.said(finer));
    }

    private Bounds bounds(String low, String high) {
      return new Bounds(number(right(low)).orElse(0L), number(right(high)).orElse(null));
    }

    private String right(String field) {
      return fault(field).isEmpty() ? value(field) : "";
    }

    /** The same with what else is wrong. */
    Part faulty(Map<String, String> more, List<FinerField> checked) {
      var all = new LinkedHashMap<>(more);
      all.putAll(faults);
      return new Part(service, name, category, typed, all, usersInAll, failedUnder, checked);
    }

    /** The same with the failed services that it rests on. */
    Part under(RestingServices resting, Show show) {
      List<String> names =
          resting.failedUnder(service).stream().map(each -> show.name(each.name())).toList();
      return new Part(service, name, category, typed, faults, usersInAll, names, finer);
    }

    /** The same where users that still met something are well again since that moment. */
    Part wellAgain(Instant since) {
      if (!answer().goesOn()) {
        return this;
      }
      var ended = new LinkedHashMap<>(typed);
      ended.put(ONGOING, "");
      // How long it had lasted then is not how long it lasted: that follows from both moments.
      ended.put(MINUTES_LOW, "");
      ended.put(MINUTES_HIGH, "");
      List<FinerField> fields =
          finer.stream()
              .map(each ->
                  each.field().key().equals(ImpactFields.RESTORED_AT)
                      ? each.proposing(Show.field(since))
                      : each)
              .toList();
      return new Part(service, name, category, ended, faults, usersInAll, failedUnder, fields);
    }

    /** The finer questions by their groups. */
    public List<Group> groups() {
      return ImpactForm.groups(finer);
    }

    /** Whether all under the failed equipment count, and nobody has said how it was counted. */
    public boolean takenAsAll() {
      return finer.stream()
          .filter(each -> each.field().key().equals(ImpactFields.COUNT_METHOD))
          .anyMatch(each ->
              each.field().choices().contains(UserCount.EMERGENCY_VOICE_ALL)
                  && each.value(FinerField.VALUE).isEmpty());
    }

    /** Whether the law asks any of the finer questions, or one is wrong. */
    public boolean open() {
      return groups().stream().anyMatch(Group::open);
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
   * @param service what the service is called; empty for the event and the remark
   * @param label what the field is called, or empty where it is one of the everyday ones
   * @param kind which of the everyday fields it is, a key of its words; else empty
   * @param words what is wrong
   */
  public record Fault(String field, String service, String label, String kind, String words) {}

  /** Fields that stand together, folded unless the law asks one of them or one is wrong. */
  public record Group(String id, List<FinerField> fields) {
    /** Whether it is shown unfolded. */
    public boolean open() {
      return fields.stream().anyMatch(each -> each.asked() || !each.fault().isEmpty());
    }
  }

  /** The finer questions by their groups, in their order. */
  public static List<Group> groups(List<FinerField> fields) {
    var groups = new LinkedHashMap<String, List<FinerField>>();
    fields.forEach(
        each -> groups.computeIfAbsent(each.field().group(), id -> new ArrayList<>()).add(each));
    return groups.entrySet().stream()
        .map(each -> new Group(each.getKey(), each.getValue()))
        .toList();
  }

  /** What is wrong, from the top of the form to its end. */
  public List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    for (Part part : services) {
      for (String field : FIELDS) {
        if (!part.fault(field).isEmpty()) {
          faults.add(new Fault(part.field(field), part.name(), "", field, part.fault(field)));
        }
      }
      addFaults(part.name(), part.finer(), faults);
    }
    addFaults("", event, faults);
    if (!remarkFault.isEmpty()) {
      faults.add(new Fault(REMARK, "", "", REMARK, remarkFault));
    }
    return faults;
  }

  private static void addFaults(String service, List<FinerField> fields, List<Fault> faults) {
    for (FinerField each : fields) {
      if (!each.fault().isEmpty()) {
        faults.add(new Fault(each.id(), service, each.label(), "", each.fault()));
      }
    }
  }

  /** Whether that is the first field that is wrong. */
  public boolean isFirst(String field) {
    return faults().stream().findFirst().filter(fault -> fault.field().equals(field)).isPresent();
  }

  /** The same with the end of what still goes on filled in, for a person to confirm or change. */
  ImpactForm wellAgain(Instant since) {
    return new ImpactForm(
        readVersion,
        services.stream().map(part -> part.wellAgain(since)).toList(),
        event,
        remark,
        remarkFault);
  }

  /** The finer questions about the event by their groups. */
  public List<Group> eventGroups() {
    return groups(event);
  }

  /** Kinds in the order they are offered. */
  public List<Impact> kinds() {
    return List.of(Impact.values());
  }

  /** Whether something is wrong. */
  public boolean faulty() {
    return !faults().isEmpty();
  }

  /** Where on the page a question is answered; of a service that is not ours, at the impacts. */
  public String placeOf(Question question) {
    String field = FinerForm.idOf(question);
    boolean everyday =
        services.stream()
            .anyMatch(part -> FIELDS.stream().map(part::field).anyMatch(field::equals));
    boolean there =
        everyday
            || Stream.concat(
                    event.stream(), services.stream().flatMap(part -> part.finer().stream()))
                .anyMatch(each -> each.id().equals(field));
    return there ? "#field-" + field : "#impact";
  }

  /** The answer in force as it would be typed, for each service we provided on that day. */
  static ImpactForm of(Incident incident, Operator operator, FinerForm finer) {
    Show show = finer.show();
    var parts = new ArrayList<Part>();
    for (Service service : operator.services()) {
      ServiceImpact said =
          incident.impact().stream()
              .flatMap(answer -> answer.services().stream())
              .filter(impact -> impact.service().equals(service.id()))
              .findFirst()
              .orElseGet(() -> ServiceImpact.unknown(service.id(), service.category()));
      Map<String, String> typed = typed(said);
      parts.add(
          new Part(
              service.id(),
              show.name(service.name()),
              service.category(),
              typed,
              Map.of(),
              beyond(typed, service),
              List.of(),
              finer.ofService(service.id(), service.category().name(), said.said())));
    }
    var resting =
        new RestingServices(
            operator, incident.impact().map(ImpactAnswer::services).orElse(List.of()));
    parts.replaceAll(part -> part.under(resting, show));
    String remark = incident.impact().map(answer -> answer.remark()).orElse("");
    return new ImpactForm(
        incident.impactAnswers().size(),
        parts,
        finer.ofEvent(incident.impact().map(ImpactAnswer::said).orElseGet(Map::of)),
        remark,
        "");
  }

  /**
   * What a person sent, checked.
   *
   * @param answerable when it can have begun, see {@link AnswerableTime}; nothing ends after it
   */
  static ImpactForm typed(
      Map<String, String> sent,
      Incident incident,
      Operator operator,
      FinerForm finer,
      Interval answerable) {
    var faults = new FormFaults(new AnswerChecks(answerable), finer);
    var parts = new ArrayList<Part>();
    for (Service service : operator.services()) {
      parts.add(sent(sent, service, finer));
    }
    var resting = new RestingServices(operator, parts.stream().map(Part::answer).toList());
    parts.replaceAll(part -> faults.checked(part.under(resting, finer.show()), resting));
    String remark = sent.getOrDefault("remark", "").strip();
    String remarkFault =
        remark.length() > WORDS_MAX
            ? finer.show().say("fault.long", finer.show().number(WORDS_MAX))
            : "";
    Instant began = AnswerableTime.began(incident, parts.stream().map(Part::answer).toList());
    List<FinerField> event = faults.checked(finer.sentOfEvent(sent), began);
    return new ImpactForm(version(sent), parts, event, remark, remarkFault);
  }

  /** What was sent of a service, with what is wrong with it as it is written. */
  private static Part sent(Map<String, String> sent, Service service, FinerForm finer) {
    var typed = new LinkedHashMap<String, String>();
    for (String field : FIELDS) {
      typed.put(field, sent.getOrDefault(service.id() + "." + field, "").strip());
    }
    return new Part(
        service.id(),
        finer.show().name(service.name()),
        service.category(),
        typed,
        written(typed, finer.show()),
        beyond(typed, service),
        List.of(),
        finer.sentOfService(service.id(), service.category().name(), sent));
  }

  /** The answer; only when nothing is faulty. */
  List<ServiceImpact> answers() {
    return services.stream().map(Part::answer).toList();
  }

  /** What is said of the event. */
  Map<String, Said> said() {
    return FinerForm.said(event);
  }

  /** The version that was read before, or -1 where none can be read. */
  static int version(Map<String, String> sent) {
    String version = sent.getOrDefault("readVersion", "");
    return version.matches("\\d{1,6}") ? Integer.parseInt(version) : -1;
  }

  private static Map<String, String> typed(ServiceImpact said) {
    var typed = new LinkedHashMap<String, String>();
    typed.put(KIND, said.kind().name());
    put(typed, USERS_LOW, USERS_HIGH, said.users());
    put(typed, MINUTES_LOW, MINUTES_HIGH, said.minutes());
    Interval began = said.began();
    if (began != null) {
      typed.put(BEGAN, Show.field(began.earliest()));
      if (!began.isExact()) {
        typed.put(BEGAN_LATEST, Show.field(began.latest()));
      }
    }
    typed.put(ONGOING, said.ongoing() ? "on" : "");
    typed.put(BASIS, said.basis());
    return typed;
  }

  static void put(Map<String, String> typed, String low, String high, Bounds bounds) {
    if (!bounds.isUnknown()) {
      typed.put(low, Long.toString(bounds.min()));
      Long max = bounds.max();
      if (max != null) {
        typed.put(high, Long.toString(max));
      }
    }
  }

  /** What is wrong with it as it is written; whether it can be so is for {@link AnswerChecks}. */
  private static Map<String, String> written(Map<String, String> typed, Show show) {
    var faults = new LinkedHashMap<String, String>();
    if (kind(typed).isEmpty()) {
      faults.put(KIND, show.say("fault.kind"));
    }
    Function<String, String> value = field -> typed.getOrDefault(field, "");
    checkRange(
        value.apply(USERS_LOW),
        value.apply(USERS_HIGH),
        AnswerChecks.USERS_MAX,
        USERS_LOW,
        USERS_HIGH,
        faults,
        show);
    checkRange(
        value.apply(MINUTES_LOW),
        value.apply(MINUTES_HIGH),
        AnswerChecks.MINUTES_MAX,
        MINUTES_LOW,
        MINUTES_HIGH,
        faults,
        show);
    checkMoments(value.apply(BEGAN), value.apply(BEGAN_LATEST), BEGAN, BEGAN_LATEST, faults, show);
    return faults;
  }

  /** How many users the service has where more were answered: that is kept, and told. */
  private static @Nullable Long beyond(Map<String, String> typed, Service service) {
    Long all = service.users();
    if (all == null) {
      return null;
    }
    boolean more =
        Stream.of(USERS_LOW, USERS_HIGH)
            .flatMap(field -> number(typed.getOrDefault(field, "")).stream())
            .anyMatch(users -> users > all);
    return more ? all : null;
  }

  /** Whether both are numbers in order; what is wrong is told under the names of the fields. */
  static void checkRange(
      String lowest,
      String highest,
      long max,
      String low,
      String high,
      Map<String, String> faults,
      Show show) {
    Map.of(low, lowest, high, highest)
        .forEach((field, text) -> {
          if (!text.isEmpty() && number(text).filter(value -> value <= max).isEmpty()) {
            faults.put(field, show.say("fault.number", show.number(max)));
          }
        });
    Optional<Long> least = number(lowest);
    Optional<Long> most = number(highest);
    if (faults.get(high) == null
        && least.isPresent()
        && most.isPresent()
        && most.get() < least.get()) {
      faults.put(high, show.say("fault.order"));
    }
  }

  /** Whether both are moments in order. */
  static void checkMoments(
      String first, String last, String low, String high, Map<String, String> faults, Show show) {
    Map.of(low, first, high, last)
        .forEach((field, text) -> {
          if (!text.isEmpty() && instant(text).isEmpty()) {
            faults.put(field, show.say("fault.time"));
          }
        });
    Optional<Instant> earliest = instant(first);
    Optional<Instant> latest = instant(last);
    if (latest.isPresent() && first.isEmpty()) {
      faults.put(low, show.say("fault.began-missing"));
    }
    if (earliest.isPresent() && latest.isPresent() && latest.get().isBefore(earliest.get())) {
      faults.put(high, show.say("fault.order"));
    }
  }

  private static Optional<Impact> kind(Map<String, String> typed) {
    for (Impact kind : Impact.values()) {
      if (kind.name().equals(typed.get(KIND))) {
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

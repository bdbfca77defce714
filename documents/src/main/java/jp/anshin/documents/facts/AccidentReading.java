package jp.anshin.documents.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.Moments;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Told;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerFault;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Category;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/** Makes an account of the nodes; what cannot be read adds its fault. */
record AccidentReading(
    Fields root, FormBook book, @Nullable OperatorRegister register, CaseScope scope) {

  private static final String MINUTES_DOWN = "facility-minutes";
  private static final long SECONDS_PER_MINUTE = 60;
  private static final String RECEIVED = "wholesale-received";
  private static final String FROM_WHOLESALER = "wholesale-from-wholesalers-accident";
  private static final List<String> TOLD =
      List.of(
          "sender",
          "equipment-place",
          "situation",
          "cause",
          "wholesale",
          "measures",
          "prevention",
          "inquiries",
          "web-notice",
          "press",
          "regulations",
          "supervisor",
          "chief-engineer",
          "contact",
          "summary");

  /** The accident, or null when not even what it was and as of when can be read. */
  @Nullable StatedAccident accident() {
    LocalizedText what = words(root, "what");
    Instant asOf = root.parsed("as-of", Moments::read, "value.moment");
    if (what == null || asOf == null) {
      return null;
    }
    Interval began = interval(root, "began");
    notAfter("began", began, asOf);
    checkDay(root, "as-of", asOf);
    if (began != null) {
      checkDay(root, "began", began.latest());
    }
    LocalDate day = day(began == null ? asOf : began.earliest());
    Operator operator = register == null ? null : register.on(day);
    var names = new HashMap<String, LocalizedText>();
    var bases = new HashMap<String, Told>();
    List<ServiceImpact> impacts = impacts(began, asOf, operator, names, bases);
    Facility facility = facility();
    Truth down = down(facility);
    Bounds seconds = secondsDown(down);
    Map<String, Told> told = told(day, facility);
    told.putAll(bases);
    if (down != Truth.NO) {
      told.put(
          Told.CRITICAL_FACILITY,
          Told.criticalFacility(down, seconds, Told.FacilityState.OVER, List.of()));
    }
    boolean complete = flag("no-other-services") && root.has("services");
    if (complete && impacts.stream().noneMatch(ServiceImpact::mayBeHit)) {
      told.put(Told.NOBODY_AFFECTED, Told.nobodyAffected());
    }
    if (down == Truth.YES && began != null) {
      Instant end = began.earliest().plusSeconds(seconds.min());
      notAfter(MINUTES_DOWN, Interval.at(end), asOf);
      told.put("occurred-at", Told.by(moment(began)));
    }
    return new StatedAccident(
        new AccidentAccount(
            flag("simulated"),
            what,
            day,
            asOf,
            impacts,
            names,
            operator,
            null,
            area(),
            told,
            List.of()),
        occurredAt(impacts, began, down, asOf),
        began != null || (down == Truth.NO && isEveryBeginningStated(impacts)),
        complete,
        down,
        seconds,
        facility != null && facility.simpleForm(),
        receiver());
  }

  /**
   * What is said of a receiver of wholesale service (57条2項), under the names that the rulebook has
   * for it; what is left out is unknown.
   */
  private Map<String, Statement> receiver() {
    var said = new HashMap<String, Statement>();
    for (String key : List.of(RECEIVED, FROM_WHOLESALER)) {
      Boolean truth = root.truth(key);
      if (truth != null) {
        said.put(key, Statement.of(Truth.of(truth)));
      }
    }
    if (Boolean.FALSE.equals(root.truth(RECEIVED)) && flag(FROM_WHOLESALER)) {
      root.fault("wholesale.none-received", root.place(FROM_WHOLESALER), FROM_WHOLESALER, RECEIVED);
    }
    return said;
  }

  private static boolean isEveryBeginningStated(List<ServiceImpact> impacts) {
    return impacts.stream().anyMatch(ServiceImpact::mayBeHit)
        && impacts.stream().noneMatch(each -> each.mayBeHit() && each.began() == null);
  }

  /**
   * When the first service was hit, or the facility failed. Where these may lie on different days
   * it lies between, and where nobody has said when, on any day that the law was known: the law of
   * each of these days is asked.
   */
  private Interval occurredAt(
      List<ServiceImpact> impacts, @Nullable Interval began, Truth down, Instant asOf) {
    List<ServiceImpact> hit = impacts.stream().filter(ServiceImpact::mayBeHit).toList();
    var starts = new ArrayList<Interval>();
    for (ServiceImpact impact : hit) {
      starts.add(impact.began() == null ? anyTime(hit, asOf) : impact.began());
    }
    if (down != Truth.NO || starts.isEmpty()) {
      starts.add(began == null ? anyTime(hit, asOf) : began);
    }
    starts.sort(Comparator.comparing(Interval::earliest));
    Interval first = starts.getFirst();
    Instant last =
        starts.stream().map(Interval::latest).max(Comparator.naturalOrder()).orElseThrow();
    return day(last).equals(day(first.latest())) ? first : new Interval(first.earliest(), last);
  }

  /** From the first day of the law until so long before as-of as it has lasted. */
  private Interval anyTime(List<ServiceImpact> hit, Instant asOf) {
    long lasted = hit.stream().mapToLong(each -> each.minutes().min()).max().orElse(0);
    Instant latest = asOf.minus(Duration.ofMinutes(lasted));
    Instant first =
        scope.firstDay().map(day -> day.atStartOfDay(Figures.JAPAN).toInstant()).orElse(latest);
    return new Interval(first.isBefore(latest) ? first : latest, latest);
  }

  /** Days of which no table is known, and slips in the year: the same limits as in judging. */
  private void checkDay(Fields fields, String key, Instant at) {
    LocalDate first = scope.firstDay().orElse(LocalDate.MIN);
    if (day(at).isBefore(first)) {
      fields.fault("moment.before-law", fields.place(key), key, at, first);
    } else if (day(at).isAfter(scope.lastDay())) {
      fields.fault("moment.far-ahead", fields.place(key), key, at, scope.lastDay());
    }
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Figures.JAPAN);
  }

  private List<ServiceImpact> impacts(
      @Nullable Interval began,
      Instant asOf,
      @Nullable Operator operator,
      Map<String, LocalizedText> names,
      Map<String, Told> bases) {
    var impacts = new ArrayList<ServiceImpact>();
    var seen = new HashSet<String>();
    for (Fields fields : root.each("services")) {
      String id = fields.text("service");
      if (id == null || id.isBlank()) {
        continue;
      }
      if (!seen.add(id)) {
        fields.fault("twice.service", fields.place("service"), id);
        continue;
      }
      LocalizedText name = words(fields, "name");
      if (name != null) {
        names.put(id, name);
      }
      LocalizedText basis = words(fields, "users-basis");
      if (basis != null) {
        bases.put(Told.basisOf(id), Told.by(basis));
      }
      String counted = basis == null ? "" : basis.japanese();
      impacts.add(impact(fields, id, counted, began, asOf, operator));
    }
    return impacts;
  }

  private ServiceImpact impact(
      Fields fields,
      String id,
      String basis,
      @Nullable Interval began,
      Instant asOf,
      @Nullable Operator operator) {
    Optional<Service> known = operator == null ? Optional.empty() : operator.service(id);
    Category stated = category(fields);
    Impact kind =
        Objects.requireNonNullElse(constant(fields, "impact", Impact.class), Impact.UNKNOWN);
    Interval since = since(fields, id, began, asOf);
    boolean ongoing = flag(fields, "ongoing");
    if (ongoing && kind == Impact.NONE) {
      fields.fault("impact.nobody", fields.place("ongoing"), "ongoing", id);
      ongoing = false;
    }
    Bounds minutes = bounds(fields, "minutes");
    var impact =
        new ServiceImpact(
            id,
            category(fields, id, stated, known.map(Service::category).orElse(null)),
            kind,
            bounds(fields, "users"),
            ongoing ? lasting(fields, id, minutes, since, asOf) : minutes,
            since,
            ongoing,
            basis,
            stated != null && stated.unasked()
                ? Map.of(ImpactFields.CATEGORY, Said.choosing(List.of(stated.code())))
                : Map.of());
    check(fields, impact, asOf);
    return impact;
  }

  /** A service is hit with the accident or later: one that began before is the accident. */
  private @Nullable Interval since(
      Fields fields, String id, @Nullable Interval began, Instant asOf) {
    if (!fields.has("began")) {
      return began;
    }
    Interval since = interval(fields, "began");
    if (since == null) {
      return null;
    }
    notAfter(fields, "began", since, asOf);
    checkDay(fields, "began", since.latest());
    if (began != null && since.earliest().isBefore(began.earliest())) {
      fields.fault(
          "began.before-accident", fields.place("began"), id, since.earliest(), began.earliest());
    }
    return since;
  }

  private @Nullable Category category(Fields fields) {
    String word = fields.text("category");
    return word == null ? null : scope.rulebook().category(code(word)).orElse(null);
  }

  /**
   * The category as it is stated, or else as the operator file has it. Where both say another one
   * nobody guesses which is right: it decides whether the accident is serious.
   */
  private static @Nullable ServiceCategory category(
      Fields fields, String id, @Nullable Category stated, @Nullable ServiceCategory known) {
    if (stated == null) {
      return known;
    }
    String broader = stated.broader();
    var category =
        ServiceCategory.valueOf(stated.unasked() && broader != null ? broader : stated.code());
    if (known != null && known != category) {
      fields.fault(
          "category.contradicts",
          fields.place("category"),
          id,
          word(stated.code()),
          word(known.name()));
    }
    return category;
  }

  private static String code(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String word(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an answer on the console must be to be believed, so far as a file can break it. */
  private static void check(Fields fields, ServiceImpact impact, Instant asOf) {
    Interval any = new Interval(Instant.EPOCH, asOf.isBefore(Instant.EPOCH) ? Instant.EPOCH : asOf);
    for (AnswerFault fault : new AnswerChecks(any).of(impact, List.of())) {
      String key = fault.field();
      switch (fault.kind()) {
        case NOBODY_AFFECTED ->
            fields.fault("impact.nobody", fields.place(key), key, impact.service());
        case FUTURE_END -> {
          if (fault.at() != null && !(fault.upper() && impact.minutes().isExact())) {
            fields.fault("moment.backward", fields.place(key), key, fault.at(), "as-of", asOf);
          }
        }
        default -> {} // told by the schema, or of what a file of facts has no key for
      }
    }
  }

  /**
   * What goes on has lasted from its beginning until as-of at least, and has no upper bound.
   * Minutes that say another thing may be those of an outage that is over.
   */
  private static Bounds lasting(
      Fields fields, String id, Bounds stated, @Nullable Interval since, Instant asOf) {
    if (since == null) {
      return Bounds.atLeast(stated.min());
    }
    long least = Math.max(0, Duration.between(since.latest(), asOf).toMinutes());
    long most = Math.max(0, Duration.between(since.earliest(), asOf).plusSeconds(59).toMinutes());
    Long max = stated.max();
    if (stated.min() > most || (max != null && max < least)) {
      fields.fault("ongoing.minutes", fields.place("minutes"), id, since.earliest(), asOf, least);
    }
    return Bounds.atLeast(Math.max(stated.min(), least));
  }

  private SortedSet<Prefecture> area() {
    var area = new TreeSet<Prefecture>();
    for (Scalar code : root.scalars("area")) {
      if (code.toJson().isIntegralNumber()) {
        Prefecture.ofCode(code.toJson().asInt()).ifPresent(area::add);
      }
    }
    return area;
  }

  /**
   * Whether nothing went over a satellite, cable or the like any more; of others it is not said.
   */
  private Truth down(@Nullable Facility facility) {
    boolean critical = facility != null && facility.code().equals(FacilityClass.CRITICAL);
    boolean said = root.has(MINUTES_DOWN);
    if (said && !critical) {
      root.fault("facility-minutes.of-none", root.place(MINUTES_DOWN));
    }
    return said ? Truth.YES : critical ? Truth.UNDETERMINED : Truth.NO;
  }

  private Bounds secondsDown(Truth down) {
    return switch (down) {
      case YES -> bounds(root, MINUTES_DOWN).times(SECONDS_PER_MINUTE);
      case NO -> Bounds.exactly(0);
      case UNDETERMINED -> Bounds.UNKNOWN;
    };
  }

  private static LocalizedText moment(Interval at) {
    return new LocalizedText(
        LawWords.in(Locale.JAPANESE).moment(at), LawWords.in(Locale.ENGLISH).moment(at));
  }

  private Map<String, Told> told(LocalDate day, @Nullable Facility facility) {
    var told = new HashMap<String, Told>();
    for (String key : TOLD) {
      LocalizedText text = words(root, key);
      if (text != null) {
        told.put(key, Told.by(text));
      }
    }
    Cause cause = cause(day);
    if (cause != null) {
      told.put("cause-code", Told.by(text(cause.label())));
    }
    if (facility != null) {
      told.put("facility", Told.by(text(facility.label())));
    }
    return told;
  }

  private @Nullable Cause cause(LocalDate day) {
    String code = root.text("cause-code");
    if (code == null) {
      return null;
    }
    Cause cause = book.cause(code).orElse(null);
    if (cause == null) {
      String known = String.join(", ", book.causes().stream().map(Cause::code).toList());
      root.fault("value.unknown", root.place("cause-code"), "cause-code", code, known);
    } else if (!cause.isThereOn(day)) {
      root.fault("cause.not-yet", root.place("cause-code"), code, "" + cause.validFrom());
    }
    return cause;
  }

  private @Nullable Facility facility() {
    String code = root.text("facility");
    if (code == null) {
      return null;
    }
    Facility facility = book.facility(code).orElse(null);
    if (facility == null) {
      String known = String.join(", ", book.facilities().stream().map(Facility::code).toList());
      root.fault("value.unknown", root.place("facility"), "facility", code, known);
    }
    return facility;
  }

  private void notAfter(String key, @Nullable Interval at, Instant asOf) {
    notAfter(root, key, at, asOf);
  }

  private static void notAfter(Fields fields, String key, @Nullable Interval at, Instant asOf) {
    if (at != null && at.latest().isAfter(asOf)) {
      fields.fault("moment.backward", fields.place(key), key, at.latest(), "as-of", asOf);
    }
  }

  private static @Nullable Interval interval(Fields fields, String key) {
    if (!fields.has(key)) {
      return null;
    }
    if (fields.text(key) != null) {
      Instant at = fields.parsed(key, Moments::read, "value.moment");
      return at == null ? null : Interval.at(at);
    }
    Fields both = fields.at(key);
    Instant earliest = both.parsed("earliest", Moments::read, "value.moment");
    Instant latest = both.parsed("latest", Moments::read, "value.moment");
    if (earliest == null || latest == null) {
      return null;
    }
    if (latest.isBefore(earliest)) {
      both.fault("moment.backward", both.place("earliest"), "earliest", earliest, "latest", latest);
      return null;
    }
    return new Interval(earliest, latest);
  }

  private static Bounds bounds(Fields fields, String key) {
    Long exact = fields.whole(key);
    if (exact != null) {
      return exact < 0 ? Bounds.UNKNOWN : Bounds.exactly(exact);
    }
    Fields both = fields.at(key);
    long min = Math.max(0, Objects.requireNonNullElse(both.whole("min"), 0L));
    Long max = both.whole("max");
    if (max != null && max < min) {
      both.fault("bounds.backward", both.place("min"), key, min, max);
      return Bounds.UNKNOWN;
    }
    return new Bounds(min, max);
  }

  private boolean flag(String key) {
    return flag(root, key);
  }

  private static boolean flag(Fields fields, String key) {
    return Boolean.TRUE.equals(fields.truth(key));
  }

  private static @Nullable LocalizedText words(Fields fields, String key) {
    String one = fields.text(key);
    if (one != null) {
      return LocalizedText.asWritten(one);
    }
    Fields both = fields.at(key);
    String japanese = both.text("ja");
    String english = both.text("en");
    return japanese == null || english == null ? null : new LocalizedText(japanese, english);
  }

  private static LocalizedText text(LocalizedName name) {
    return new LocalizedText(name.japanese(), name.english());
  }

  private static <T extends Enum<T>> @Nullable T constant(
      Fields fields, String key, Class<T> type) {
    String word = fields.text(key);
    if (word == null) {
      return null;
    }
    String name = code(word);
    for (T constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return null;
  }
}

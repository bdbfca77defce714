package jp.anshin.documents.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.Moments;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Told;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
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
record AccidentReading(Fields root, FormBook book, @Nullable OperatorRegister register) {

  private static final String MINUTES_DOWN = "facility-minutes";
  private static final long SECONDS_PER_MINUTE = 60;
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
    Interval occurredAt = began == null ? Interval.at(asOf) : began;
    LocalDate day = occurredAt.earliest().atZone(Figures.JAPAN).toLocalDate();
    Operator operator = register == null ? null : register.on(day);
    var names = new HashMap<String, LocalizedText>();
    List<ServiceImpact> impacts = impacts(began, asOf, operator, names);
    Facility facility = facility();
    Truth down = down(facility);
    Bounds seconds = secondsDown(down);
    Map<String, Told> told = told(day, facility);
    if (down != Truth.NO) {
      told.put(Told.CRITICAL_FACILITY, Told.criticalFacility(down, seconds, false, List.of()));
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
        earliest(impacts).orElse(occurredAt),
        flag("no-other-services"),
        down,
        seconds,
        facility != null && facility.simpleForm());
  }

  private static Optional<Interval> earliest(List<ServiceImpact> impacts) {
    return impacts.stream()
        .filter(impact -> impact.kind() == Impact.STOP || impact.kind() == Impact.DEGRADATION)
        .flatMap(impact -> Optional.ofNullable(impact.began()).stream())
        .reduce((one, other) -> other.earliest().isBefore(one.earliest()) ? other : one);
  }

  private List<ServiceImpact> impacts(
      @Nullable Interval began,
      Instant asOf,
      @Nullable Operator operator,
      Map<String, LocalizedText> names) {
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
      impacts.add(impact(fields, id, began, asOf, operator));
    }
    return impacts;
  }

  private ServiceImpact impact(
      Fields fields,
      String id,
      @Nullable Interval began,
      Instant asOf,
      @Nullable Operator operator) {
    Optional<Service> known = operator == null ? Optional.empty() : operator.service(id);
    ServiceCategory category = constant(fields, "category", ServiceCategory.class);
    Impact kind = constant(fields, "impact", Impact.class);
    Interval since = fields.has("began") ? interval(fields, "began") : began;
    notAfter("began", since, asOf);
    boolean ongoing = flag(fields, "ongoing");
    Bounds minutes = bounds(fields, "minutes");
    if (ongoing) {
      minutes = lasting(minutes, since, asOf);
    } else if (since != null) {
      Instant end = since.earliest().plus(Duration.ofMinutes(minutes.min()));
      notAfter("minutes", Interval.at(end), asOf);
    }
    LocalizedText basis = words(fields, "users-basis");
    return new ServiceImpact(
        id,
        category == null ? known.map(Service::category).orElse(null) : category,
        kind == null ? Impact.UNKNOWN : kind,
        bounds(fields, "users"),
        minutes,
        since,
        ongoing,
        basis == null ? "" : basis.japanese());
  }

  /** What goes on has lasted from its beginning until as-of at least, and has no upper bound. */
  private static Bounds lasting(Bounds stated, @Nullable Interval since, Instant asOf) {
    long lasted =
        since == null ? 0 : Math.max(0, Duration.between(since.latest(), asOf).toMinutes());
    return Bounds.atLeast(Math.max(stated.min(), lasted));
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
    if (at != null && at.latest().isAfter(asOf)) {
      root.fault("moment.backward", root.place(key), key, at.latest(), "as-of", asOf);
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
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (T constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return null;
  }
}

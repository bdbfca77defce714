package jp.anshin.incident.impact;

import static jp.anshin.law.Question.CIRCUMSTANCE;
import static jp.anshin.law.Question.CONDITION;
import static jp.anshin.law.Question.DAY;
import static jp.anshin.law.Question.EXCLUSION;
import static jp.anshin.law.Question.STATEMENT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.anshin.incident.impact.ImpactField.Kind;
import jp.anshin.law.Category;
import jp.anshin.law.Citation;
import jp.anshin.law.Clause;
import jp.anshin.law.CountMethod;
import jp.anshin.law.Exclusion;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.Question;
import jp.anshin.law.Reading;
import jp.anshin.law.ReceiverRule;
import jp.anshin.law.Rulebook;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * Every fact that can be answered beside what users met, made from the rulebook: whatever it comes
 * to ask has its place here without further code.
 *
 * @param rulebook whose questions are answered
 * @param causes codes of causes that an accident may be put under
 */
public record ImpactFields(Rulebook rulebook, List<String> causes) {

  /** Group: what kind of service it is and what failed of it. */
  public static final String SCOPE = "scope";

  /** Group: what is not counted as an accident. */
  public static final String EXCLUDED = "excluded";

  /** Group: how users were counted. */
  public static final String COUNTED = "counted";

  /** Group: moments of which the law leaves open which count. */
  public static final String TIMES = "times";

  /** Group: the facility that failed. */
  public static final String FACILITIES = "facilities";

  /** Group: what reports tell beside. */
  public static final String PAPERS = "papers";

  /** The category, where it is open or operators do not tell it apart from another. */
  public static final String CATEGORY = "category";

  /** How an LPWA service is delivered, and which part failed. */
  public static final String LPWA_FORM = "lpwa-form";

  public static final String LPWA_PART = "lpwa-part";

  /** How users were counted, by the users of which day, and which users. */
  public static final String COUNT_METHOD = "count-method";

  public static final String COUNT_DAY = "count-day";
  public static final String COUNT_RANGE = "count-range";

  /** Whether no more users than the answer's upper bound can be hit while it goes on. */
  public static final String USERS_HOLD = "users-hold";

  /** The most users at one time; the answer's users are all who were affected at any time. */
  public static final String PEAK_USERS = "peak-users";

  /** How many different users all services of its 役務区分 have lost together. */
  public static final String USERS_TOGETHER = "users-together";

  /** When it was detected, restored for all, and restored so far that the criterion is not met. */
  public static final String DETECTED_AT = "detected-at";

  public static final String RESTORED_AT = "restored-at";
  public static final String BELOW_CRITERION_AT = "below-criterion-at";

  /** How many were still affected for how long, where users were restored one after the other. */
  public static final String STILL_AFFECTED = "still-affected";

  /** The reading that the ministry says holds. */
  public static final String READINGS = "readings";

  public static final String HARD_TO_COUNT = "users-hard-to-count";

  /** Whether no other service can have been affected. */
  public static final String SERVICES = "services";

  /** A satellite, cable or the like failed; for how many minutes nothing went over it. */
  public static final String FACILITY = "facility";

  public static final String FACILITY_DURATION = "facility-duration";

  /** Since when nothing went over it; where nobody says, since the incident began. */
  public static final String FACILITY_SINCE = "facility-since";

  /** Whether nothing goes over it still. */
  public static final String FACILITY_ONGOING = "facility-ongoing";

  public static final String FACILITY_CLASS = "facility-class";

  /** For the reports: prefectures, where the equipment stands, the cause, and who else is hit. */
  public static final String AREA = "area";

  public static final String EQUIPMENT_PLACE = "equipment-place";
  public static final String CAUSE_CODE = "cause-code";
  public static final String WHOLESALE = "wholesale";
  public static final String CORPORATE_USERS = "corporate-users";

  static final String NO_BAND_DELAY = CIRCUMSTANCE + "no-band-delay";
  static final String USERS_PART_COUNTS = CIRCUMSTANCE + "users-part-counts";

  /** Places of questions that are answered elsewhere than under their own key. */
  private static final Map<String, String> PLACES =
      Map.of(
          "impact",
          "kind",
          "occurred-at",
          "began",
          "duration",
          "minutes",
          "users",
          "users",
          CIRCUMSTANCE + "operators-part",
          LPWA_FORM);

  public ImpactFields {
    causes = List.copyOf(causes);
  }

  /**
   * Where that question is answered: {@code kind}, {@code began}, {@code minutes} or {@code users}
   * of its service, or the field of this key.
   */
  public static String placeOf(Question question) {
    return PLACES.getOrDefault(question.key(), question.key());
  }

  /**
   * What can be said of a service beside what its users met.
   *
   * @param category code of its category; what only other categories are asked is left out. Null
   *     where it is not known
   */
  public List<ImpactField> ofService(@Nullable String category) {
    var fields = new Fields();
    addScope(fields, category);
    for (Exclusion each : rulebook.exclusions()) {
      fields.add(EXCLUSION + each.id(), Kind.TRUTH, EXCLUDED, each.citation());
    }
    addCounting(fields, category);
    fields.add(DETECTED_AT, Kind.MOMENT, TIMES, null);
    fields.add(RESTORED_AT, Kind.MOMENT, TIMES, null);
    fields.add(BELOW_CRITERION_AT, Kind.MOMENT, TIMES, null);
    fields.add(STILL_AFFECTED, Kind.STEPS, TIMES, null);
    fields.choice(READINGS, readings(), TIMES, null);
    return fields.all();
  }

  /** What can be said of the event as a whole. */
  public List<ImpactField> ofEvent() {
    var fields = new Fields();
    fields.add(SERVICES, Kind.TRUTH, FACILITIES, null);
    addFacility(fields);
    addPapers(fields);
    ReceiverRule receiver = rulebook.wholesaleReceiver();
    if (receiver != null) {
      fields.addLeaves(receiver.when(), receiver.when().id());
    }
    Clause other = rulebook.periodic().otherEquipment();
    if (other != null) {
      fields.addLeaves(other, other.id());
    }
    for (OtherDuty duty : rulebook.otherDuties()) {
      rulebook
          .dutyRule(duty.id())
          .ifPresent(rule -> {
            fields.addLeaves(rule.when(), duty.id());
            fields.add(DAY + duty.id(), Kind.DAY, duty.id(), duty.citation());
          });
    }
    return fields.all();
  }

  private void addScope(Fields fields, @Nullable String category) {
    List<String> codes = categories(category);
    if (codes.size() > 1) {
      fields.choice(CATEGORY, codes, SCOPE, null);
    }
    for (Category each : rulebook.categories()) {
      if (category == null || category.equals(each.code())) {
        each.conditions().forEach(key -> fields.add(CONDITION + key, Kind.TRUTH, SCOPE, null));
      }
    }
    for (ImpactRule rule : impactRules(category)) {
      String condition = rule.condition();
      if (condition != null) {
        fields.add(CIRCUMSTANCE + condition, Kind.TRUTH, SCOPE, rule.citation());
      }
    }
    fields.add(ImpactRule.CRITERION, Kind.TRUTH, SCOPE, null);
    LpwaRule lpwa = rulebook.lpwa();
    if (lpwa != null && (category == null || lpwa.category().equals(category))) {
      Citation asks = lpwa.citation();
      fields.choice(LPWA_FORM, lpwa.forms().stream().map(LpwaRule.Form::id).toList(), SCOPE, asks);
      fields.choice(LPWA_PART, names(LpwaDelivery.Part.values()), SCOPE, asks);
      fields.add(NO_BAND_DELAY, Kind.TRUTH, SCOPE, asks);
      fields.add(USERS_PART_COUNTS, Kind.TRUTH, SCOPE, asks);
    }
  }

  /** Those it may be: all while it is open, else itself and what operators do not tell apart. */
  private List<String> categories(@Nullable String category) {
    return rulebook.categories().stream()
        .filter(each ->
            category == null
                || category.equals(each.code())
                || isBroaderOf(category, each)
                || isBroaderOf(each.code(), named(category)))
        .map(Category::code)
        .toList();
  }

  private static boolean isBroaderOf(String broader, @Nullable Category narrower) {
    return narrower != null && narrower.unasked() && broader.equals(narrower.broader());
  }

  private @Nullable Category named(@Nullable String code) {
    return code == null ? null : rulebook.category(code).orElse(null);
  }

  /**
   * The rules of a category; where it has none, or had none in the beginning, also those of the one
   * it belongs to.
   */
  private List<ImpactRule> impactRules(@Nullable String category) {
    if (category == null) {
      return rulebook.impactRules();
    }
    List<ImpactRule> own =
        rulebook.impactRules().stream()
            .filter(rule -> rule.categories().contains(category))
            .toList();
    Category known = named(category);
    String broader = known == null ? null : known.broader();
    boolean always = own.stream().anyMatch(rule -> rule.validFrom() == null);
    return broader == null || always
        ? own
        : Stream.concat(own.stream(), impactRules(broader).stream()).toList();
  }

  private void addCounting(Fields fields, @Nullable String category) {
    fields.add(USERS_HOLD, Kind.TRUTH, COUNTED, null);
    fields.add(HARD_TO_COUNT, Kind.TRUTH, COUNTED, rulebook.hardToCount());
    List<String> methods = rulebook.countMethods(category).stream().map(CountMethod::id).toList();
    fields.choice(COUNT_METHOD, methods, COUNTED, null);
    fields.add(COUNT_DAY, Kind.DAY, COUNTED, null);
    fields.add(COUNT_RANGE, Kind.WORDS, COUNTED, null);
    fields.add(PEAK_USERS, Kind.NUMBER, COUNTED, null);
    fields.add(USERS_TOGETHER, Kind.NUMBER, COUNTED, null);
  }

  private void addFacility(Fields fields) {
    Citation rule =
        rulebook.facilityRules().stream()
            .map(FacilityRule::citation)
            .reduce((earlier, later) -> later)
            .orElse(null);
    fields.add(FACILITY, Kind.TRUTH, FACILITIES, rule);
    fields.add(FACILITY_SINCE, Kind.MOMENT, FACILITIES, rule);
    fields.add(FACILITY_ONGOING, Kind.TRUTH, FACILITIES, rule);
    fields.add(FACILITY_DURATION, Kind.NUMBER, FACILITIES, rule);
    List<String> classes = rulebook.facilityClasses().stream().map(FacilityClass::code).toList();
    fields.choice(FACILITY_CLASS, classes, FACILITIES, rulebook.periodic().citation());
    rulebook.periodic().tiers().stream()
        .flatMap(tier -> Stream.ofNullable(tier.condition()))
        .forEach(condition -> fields.addLeaves(condition, FACILITIES));
  }

  private void addPapers(Fields fields) {
    List<String> prefectures =
        Arrays.stream(Prefecture.values()).map(each -> Integer.toString(each.code())).toList();
    fields.put(new ImpactField(AREA, Kind.CHOICES, prefectures, PAPERS, null));
    fields.add(EQUIPMENT_PLACE, Kind.WORDS, PAPERS, null);
    fields.choice(CAUSE_CODE, causes, PAPERS, null);
    fields.add(WHOLESALE, Kind.WORDS, PAPERS, null);
    fields.add(CORPORATE_USERS, Kind.WORDS, PAPERS, null);
  }

  /** Every name that readings of moments and users can have. */
  private static List<String> readings() {
    var names = new ArrayList<String>();
    for (String start : List.of(Reading.FROM_INABILITY, Reading.FROM_DETECTION)) {
      for (String end : List.of(Reading.UNTIL_ALL_RESTORED, Reading.UNTIL_BELOW_CRITERION)) {
        for (String users : List.of(Reading.CUMULATIVE_USERS, Reading.PEAK_USERS)) {
          names.add(String.join(Reading.AND, start, end, users));
        }
      }
    }
    names.add(Reading.RESTORED_LEAVE);
    return names;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.<Enum<?>>stream(values).<String>map(Enum::name).toList();
  }

  /** Fields in the order they were added, each key once. */
  private static final class Fields {
    private final Map<String, ImpactField> added = new LinkedHashMap<>();

    void add(String key, Kind kind, String group, @Nullable Citation citation) {
      put(new ImpactField(key, kind, List.of(), group, citation));
    }

    /** Nothing is asked where there is nothing to choose. */
    void choice(String key, List<String> choices, String group, @Nullable Citation citation) {
      if (!choices.isEmpty()) {
        put(new ImpactField(key, Kind.CHOICE, choices, group, citation));
      }
    }

    void addLeaves(Clause clause, String group) {
      if (clause.parts().isEmpty()) {
        Kind kind = clause.kind() == Clause.Kind.AT_LEAST ? Kind.NUMBER : Kind.TRUTH;
        add(STATEMENT + clause.id(), kind, group, clause.citation());
      }
      clause.parts().forEach(part -> addLeaves(part, group));
    }

    void put(ImpactField field) {
      added.putIfAbsent(field.key(), field);
    }

    List<ImpactField> all() {
      return List.copyOf(added.values());
    }
  }
}

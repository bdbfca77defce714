package jp.anshin.formats.dmn;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.law.Category;
import jp.anshin.law.Citation;
import jp.anshin.law.Edition;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * Writes a rulebook as DMN 1.3 (OMG formal/2021-01-01): one decision table an edition, each rule
 * annotated with its article, and the decisions {@code serious} and {@code periodic} over them.
 * Inputs are {@code day}, {@code category}, {@code minutes}, {@code users}, {@code accident}
 * (whether what users met is counted), {@code facility_down}, {@code facility_minutes} and one a
 * condition; null is unknown. Answers are {@code yes}, {@code no} and {@code undetermined}.
 *
 * <p>Not in it: exclusions, and users who are hard to count. Both are asked before the tables.
 */
public final class RulebookDmn {

  /** Name and namespace of the model, by which an engine finds it. */
  public static final String NAME = "anshin-accident-rulebook";

  /** The namespace of the model. */
  public static final String NAMESPACE = "urn:anshin:accident-rulebook";

  private static final String YES = "\"yes\"";
  private static final String NO = "\"no\"";
  private static final String UNDETERMINED = "\"undetermined\"";
  private static final String ANY = "-";
  private static final String TABLE_OF = "table_of";
  private static final List<String> MEASURED = List.of("category", "minutes", "users");

  private final Rulebook rulebook;
  private final DmnText text = new DmnText(NAME, NAMESPACE);
  private final List<String> conditions;

  private RulebookDmn(Rulebook rulebook) {
    this.rulebook = rulebook;
    Set<String> keys = new LinkedHashSet<>();
    rulebook.categories().forEach(category -> keys.addAll(category.conditions()));
    this.conditions = keys.stream().map(RulebookDmn::conditionName).toList();
  }

  /** The whole model as XML. */
  public static String write(Rulebook rulebook) {
    return new RulebookDmn(rulebook).model();
  }

  /** The name of the input that says whether a condition holds. */
  public static String conditionName(String key) {
    return "condition_" + name(key);
  }

  private static String name(String id) {
    return id.replaceAll("[^A-Za-z0-9_]", "_");
  }

  private String model() {
    text.input("day", "date");
    text.input("category", "string");
    text.input("minutes", "number");
    text.input("users", "number");
    text.input("accident", "boolean");
    text.input("facility_down", "boolean");
    text.input("facility_minutes", "number");
    conditions.forEach(condition -> text.input(condition, "boolean"));
    text.function(
        "agreement",
        List.of(new DmnText.Parameter("answers", "Any")),
        List.of(),
        "if every answer in answers satisfies answer = \"yes\" then \"yes\""
            + " else if every answer in answers satisfies answer = \"no\" then \"no\""
            + " else \"undetermined\"");
    rulebook.editions().forEach(this::edition);
    editionOfTheDay();
    facility();
    serious();
    periodic();
    return text.end();
  }

  /** The name of the decision that says what one edition alone says. */
  public static String decisionOf(Edition edition) {
    return "by_" + name(edition.id());
  }

  private void edition(Edition edition) {
    var rules = new ArrayList<DmnText.Rule>();
    for (Row row : edition.rows()) {
      String category = row.category().equals(Row.EVERY_CATEGORY) ? ANY : quoted(row.category());
      String citation = annotation(row.citation());
      row.cells()
          .forEach(cell ->
              rules.add(
                  new DmnText.Rule(
                      List.of(category, ">= " + cell.durationMinutes(), ">= " + cell.users()),
                      YES,
                      citation)));
      row.cells()
          .forEach(cell ->
              rules.add(
                  new DmnText.Rule(
                      List.of(category, orNull(cell.durationMinutes()), orNull(cell.users())),
                      UNDETERMINED,
                      citation)));
    }
    rules.add(new DmnText.Rule(List.of(ANY, ANY, ANY), NO, ""));
    text.functionTable("table_" + name(edition.id()), parameters(List.of()), MEASURED, rules);
    text.function(
        "judged_" + name(edition.id()),
        parameters(conditions),
        List.of("table_" + name(edition.id()), "agreement"),
        readings(edition));
    text.literal(
        decisionOf(edition),
        MEASURED,
        conditions,
        List.of(),
        List.of("judged_" + name(edition.id())),
        call(edition));
  }

  private String call(Edition edition) {
    return call("judged_" + name(edition.id()), List.of(), "minutes", "users");
  }

  /** A call of a function of some arguments, category, figures and conditions. */
  private String call(String function, List<String> first, String minutes, String users) {
    var arguments = new ArrayList<>(first);
    arguments.addAll(List.of("category", minutes, users));
    arguments.addAll(conditions);
    return function + "(" + String.join(", ", arguments) + ")";
  }

  private List<DmnText.Parameter> parameters(DmnText.Parameter... first) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(parameters(conditions));
    return all;
  }

  private static List<DmnText.Parameter> parameters(List<String> conditions) {
    var all = new ArrayList<DmnText.Parameter>();
    all.add(new DmnText.Parameter("category", "string"));
    all.add(new DmnText.Parameter("minutes", "number"));
    all.add(new DmnText.Parameter("users", "number"));
    conditions.forEach(condition -> all.add(new DmnText.Parameter(condition, "boolean")));
    return all;
  }

  private static String orNull(long threshold) {
    return "null, >= " + threshold;
  }

  /** Which rows each category may fall in; where several may, they must agree. */
  private String readings(Edition edition) {
    var expression = new StringBuilder();
    for (Category category : rulebook.categories()) {
      expression
          .append("if category = ")
          .append(quoted(category.code()))
          .append(" then ")
          .append(reading(edition, category))
          .append(" else ");
    }
    List<String> all = edition.rows().stream().map(Row::category).toList();
    return expression.append(agreement(edition, all)).toString();
  }

  private String reading(Edition edition, Category category) {
    Optional<Row> own = edition.row(category.code());
    Optional<Category> broader =
        Optional.ofNullable(category.broader()).flatMap(rulebook::category);
    if (own.isEmpty()) {
      return broader.map(wider -> reading(edition, wider)).orElse(UNDETERMINED);
    }
    var rows = new ArrayList<String>();
    rows.add(own.get().category());
    rulebook.categories().stream()
        .filter(each -> each.unasked() && category.code().equals(each.broader()))
        .flatMap(each -> edition.row(each.code()).stream())
        .map(Row::category)
        .filter(code -> !rows.contains(code))
        .forEach(rows::add);
    Optional<String> wider =
        broader
            .flatMap(each -> edition.row(each.code()))
            .map(Row::category)
            .filter(code -> !code.equals(own.get().category()));
    if (category.conditions().isEmpty() || wider.isEmpty()) {
      return agreement(edition, rows);
    }
    String met =
        category.conditions().stream()
            .map(key -> conditionName(key) + " = true")
            .collect(Collectors.joining(" and "));
    var both = new ArrayList<>(rows);
    both.add(wider.get());
    return "(if %s then %s else %s)"
        .formatted(met, agreement(edition, rows), agreement(edition, both));
  }

  private static String agreement(Edition edition, List<String> categories) {
    List<String> calls =
        categories.stream()
            .map(code -> "table_%s(%s, minutes, users)".formatted(name(edition.id()), quoted(code)))
            .toList();
    return calls.size() == 1 ? calls.getFirst() : "agreement([" + String.join(", ", calls) + "])";
  }

  private void editionOfTheDay() {
    var rules = new ArrayList<DmnText.Rule>();
    for (Edition edition : rulebook.editions()) {
      LocalDate from = edition.validFrom();
      if (edition.inForce() && from != null) {
        rules.add(
            new DmnText.Rule(
                List.of(days(from, edition.validTo())), quoted(edition.id()), edition.note()));
      }
    }
    rules.add(new DmnText.Rule(List.of(ANY), "null", ""));
    text.table("edition", "string", List.of("day"), List.of(), rules);
  }

  private static String days(LocalDate from, @Nullable LocalDate to) {
    return to == null
        ? ">= date(\"" + from + "\")"
        : "[date(\"" + from + "\")..date(\"" + to + "\")]";
  }

  private void facility() {
    var rules = new ArrayList<DmnText.Rule>();
    for (FacilityRule rule : rulebook.facilityRules()) {
      String days = days(rule.validFrom(), rule.validTo());
      String citation = annotation(rule.citation());
      rules.add(
          new DmnText.Rule(List.of(days, "true", ">= " + rule.durationMinutes()), YES, citation));
      rules.add(
          new DmnText.Rule(
              List.of(days, "null, true", orNull(rule.durationMinutes())), UNDETERMINED, citation));
      rules.add(new DmnText.Rule(List.of(days, ANY, ANY), NO, citation));
    }
    if (!rulebook.facilityRules().isEmpty()) {
      // Of a day without rule nobody knows what the law was.
      rules.add(new DmnText.Rule(List.of(ANY, "null, true", ANY), UNDETERMINED, ""));
    }
    rules.add(new DmnText.Rule(List.of(ANY, ANY, ANY), NO, ""));
    text.table(
        "facility",
        "string",
        List.of("day", "facility_down", "facility_minutes"),
        List.of(),
        rules);
  }

  private void serious() {
    var inForce = new StringBuilder();
    var functions = new ArrayList<String>();
    var proposals = new StringBuilder();
    String byTable = call("by_table", List.of("edition"), "minutes", "users");
    for (Edition edition : rulebook.editions()) {
      String call = call(edition);
      LocalDate mayHaveStarted = edition.mayHaveStartedFrom();
      if (edition.inForce()) {
        functions.add("judged_" + name(edition.id()));
        inForce.append("if edition = %s then %s else ".formatted(quoted(edition.id()), call));
      } else if (mayHaveStarted != null) {
        functions.add("judged_" + name(edition.id()));
        proposals.append(
            "if day >= date(\"%s\") then agreement([%s, %s]) else "
                .formatted(mayHaveStarted, byTable, call));
      }
    }
    functions.add("agreement");
    text.function(
        "by_table",
        parameters(new DmnText.Parameter("edition", "string")),
        functions,
        inForce + UNDETERMINED);
    functions.add("by_table");
    text.function(
        TABLE_OF,
        parameters(
            new DmnText.Parameter("day", "date"), new DmnText.Parameter("edition", "string")),
        functions,
        proposals + byTable);
    text.literal(
        "table",
        List.of("day", "category", "minutes", "users"),
        conditions,
        List.of("edition"),
        List.of(TABLE_OF),
        call(TABLE_OF, List.of("day", "edition"), "minutes", "users"));
    text.literal(
        "serious",
        List.of("accident"),
        List.of(),
        List.of("table", "facility"),
        List.of(),
        "if facility = \"yes\" or (accident = true and table = \"yes\") then \"yes\""
            + " else if facility = \"no\" and (accident = false or table = \"no\") then \"no\""
            + " else \"undetermined\"");
  }

  private void periodic() {
    PeriodicRule rule = rulebook.periodic();
    String citation = annotation(rule.citation());
    String minutes = ">= " + rule.durationMinutes();
    String users = ">= " + rule.users();
    text.table(
        "periodic_threshold",
        "string",
        List.of("accident", "minutes", "users"),
        List.of(),
        List.of(
            new DmnText.Rule(List.of("false", ANY, ANY), NO, citation),
            new DmnText.Rule(List.of("true", minutes, ANY), YES, citation),
            new DmnText.Rule(List.of("true", ANY, users), YES, citation),
            new DmnText.Rule(
                List.of(ANY, orNull(rule.durationMinutes()), ANY), UNDETERMINED, citation),
            new DmnText.Rule(List.of(ANY, ANY, orNull(rule.users())), UNDETERMINED, citation),
            new DmnText.Rule(List.of(ANY, ANY, ANY), NO, citation)));
    LocalDate from = rule.seriousExcludedFrom();
    String exclusion =
        from == null
            ? ""
            : "if day >= date(\""
                + from
                + "\") and periodic_threshold != \"no\""
                + " and serious != \"no\" then"
                + " (if serious = \"yes\" or not("
                + reachedAlone(rule)
                + ") then \"no\" else \"undetermined\") else ";
    text.literal(
        "periodic",
        List.of("day", "category", "minutes", "users"),
        conditions,
        List.of("periodic_threshold", "serious", "edition"),
        List.of(TABLE_OF),
        exclusion + "periodic_threshold");
  }

  /**
   * Whether a threshold may be reached by what the tables do not certainly call serious: at the
   * least figures that reach it, as both only grow with them.
   */
  private String reachedAlone(PeriodicRule rule) {
    List<String> first = List.of("day", "edition");
    long users = rule.users();
    long minutes = rule.durationMinutes();
    String byUsers = call(TABLE_OF, first, known("minutes", 0), known("users", users));
    String byMinutes = call(TABLE_OF, first, known("minutes", minutes), known("users", 0));
    String may = "((%1$s = null or %1$s >= %2$d) and %3$s != \"yes\")";
    return may.formatted("users", users, byUsers)
        + " or "
        + may.formatted("minutes", minutes, byMinutes);
  }

  private static String known(String figure, long otherwise) {
    return "(if %1$s = null then %2$d else %1$s)".formatted(figure, otherwise);
  }

  private static String annotation(Citation citation) {
    String article = citation.article() == null ? citation.edition() : citation.article();
    String mark = citation.verified() ? "" : " 【未確認】";
    return article + (citation.quote().isEmpty() ? "" : "「" + citation.quote() + "」") + mark;
  }

  private static String quoted(String word) {
    return "\"" + word + "\"";
  }
}

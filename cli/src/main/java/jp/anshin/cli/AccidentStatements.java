package jp.anshin.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jp.anshin.formats.yaml.NearestName;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.law.Bounds;
import jp.anshin.law.Question;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;

/**
 * What a person states of an event beside the accident itself, so that duties of their own (58条の2
 * among them) are judged: {@code near-accident-critical-facility=yes}, {@code
 * near-accident-users=30000}, {@code day.near-accident=2024-05-10}. The keys are those by which the
 * rulebook's questions ask.
 */
record AccidentStatements(Rulebook rulebook, Texts texts) {

  static final OptionRule STATE =
      OptionRule.value("--state", "KEY=VALUE", "option.state").repeatable();

  /** More than anybody has: what is larger is a slip. */
  private static final int DIGITS_MAX = 12;

  /** Has an option of its own. */
  private static final String SAME_PREMISES = Question.STATEMENT + "same-premises";

  /**
   * What the law is told, by key of a clause or id of a duty.
   *
   * @throws WrongUsage when a key is not known or stands there twice, or its value cannot be meant
   */
  Map<String, Statement> of(Given given) throws WrongUsage {
    Map<String, ImpactField> known = known();
    var stated = new LinkedHashMap<String, String>();
    for (String each : given.values(STATE)) {
      String[] parts = each.split("=", 2);
      String key = known.containsKey(parts[0]) ? parts[0] : Question.STATEMENT + parts[0];
      if (parts.length < 2 || !known.containsKey(key)) {
        throw unknown(parts[0], known);
      }
      if (stated.put(key, parts[1].strip()) != null) {
        throw wrong("accident.state.twice", parts[0]);
      }
    }
    var statements = new TreeMap<String, Statement>();
    for (var each : stated.entrySet()) {
      String key = each.getKey();
      String id = key.substring(key.indexOf('.') + 1);
      ImpactField.Kind kind = Objects.requireNonNull(known.get(key)).kind();
      Statement one = statement(key, each.getValue(), kind);
      // The day of a duty and what is said of it may have one name: they are one statement.
      statements.merge(id, one, AccidentStatements::both);
    }
    return statements;
  }

  private static Statement both(Statement one, Statement other) {
    Statement day = one.day() == null ? other : one;
    Statement said = one.day() == null ? one : other;
    return new Statement(said.truth(), said.quantity(), day.day(), null);
  }

  private Map<String, ImpactField> known() {
    var known = new LinkedHashMap<String, ImpactField>();
    for (ImpactField field : new ImpactFields(rulebook, List.of()).ofEvent()) {
      String key = field.key();
      boolean stated = key.startsWith(Question.STATEMENT) || key.startsWith(Question.DAY);
      if (stated && !key.equals(SAME_PREMISES)) {
        known.put(key, field);
      }
    }
    return known;
  }

  private Statement statement(String key, String value, ImpactField.Kind kind) throws WrongUsage {
    switch (kind) {
      case NUMBER -> {
        if (value.matches("[0-9]{1," + DIGITS_MAX + "}")) {
          return Statement.quantity(Bounds.exactly(Long.parseLong(value)));
        }
        throw wrong("accident.state.number", key, value);
      }
      case DAY -> {
        try {
          return new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, LocalDate.parse(value), null);
        } catch (DateTimeException noDay) {
          throw wrong("accident.state.day", key, value);
        }
      }
      default -> {
        return switch (value) {
          case "yes" -> Statement.of(Truth.YES);
          case "no" -> Statement.of(Truth.NO);
          case "unknown" -> Statement.of(Truth.UNDETERMINED);
          default -> throw wrong("accident.state.truth", key, value);
        };
      }
    }
  }

  private WrongUsage unknown(String key, Map<String, ImpactField> known) {
    List<String> names =
        known.keySet().stream()
            .map(each ->
                each.startsWith(Question.STATEMENT)
                    ? each.substring(Question.STATEMENT.length())
                    : each)
            .toList();
    return NearestName.of(key, names)
        .map(near -> wrong("accident.state.unknown.near", key, near))
        .orElseGet(() -> wrong("accident.state.unknown", key, String.join(", ", names)));
  }

  private WrongUsage wrong(String sentence, String... words) {
    return new WrongUsage(
        texts.sentence("usage.value", texts.sentence(sentence, (Object[]) words)));
  }
}

package jp.anshin.server.web;

import static jp.anshin.law.Question.CIRCUMSTANCE;
import static jp.anshin.law.Question.DAY;
import static jp.anshin.law.Question.STATEMENT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactField.Kind;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.law.Category;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.Rulebook;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * The finer facts of an answer in words: what each is called, what can be chosen, and what was
 * said.
 *
 * @param rulebook whose questions they answer
 * @param book of the forms for which they are asked
 * @param show how the reader is shown words and figures
 */
public record FieldWords(Rulebook rulebook, FormBook book, Show show) {

  /**
   * What was said of one field.
   *
   * @param label what the field is called
   * @param value what was said
   * @param evidence what it rests on; may be empty
   */
  public record Line(String label, String value, String evidence) {}

  /** What a field is called. */
  String label(ImpactField field) {
    String key = field.key();
    if (key.startsWith(DAY)) {
      String duty = show.law().subject(STATEMENT + key.substring(DAY.length()), field.citation());
      return show.say("finer.day", duty);
    }
    if (key.equals(ImpactRule.CRITERION)) {
      return show.law().subject(CIRCUMSTANCE + key, null);
    }
    String subject = show.law().subject(key, field.citation());
    return subject.equals(key) ? show.word("finer", key) : subject;
  }

  /** What a group of fields is called. */
  public String group(String group) {
    String subject = show.law().subject(STATEMENT + group, null);
    return subject.equals(group) ? show.word("finer.group", group) : subject;
  }

  /** What can be chosen, by its code. */
  Map<String, String> choices(ImpactField field) {
    var choices = new LinkedHashMap<String, String>();
    field.choices().forEach(code -> choices.put(code, choice(field.key(), code)));
    return choices;
  }

  /** What was said, in the order of the fields; what is no field any more stands last. */
  List<Line> lines(Map<String, Said> said, List<ImpactField> fields) {
    var left = new LinkedHashMap<>(said);
    var lines = new ArrayList<Line>();
    for (ImpactField field : fields) {
      Said one = left.remove(field.key());
      if (one != null) {
        boolean words = field.kind() == Kind.WORDS;
        lines.add(new Line(label(field), value(field, one), words ? "" : one.words()));
      }
    }
    left.forEach(
        (key, one) -> lines.add(new Line(key, String.join(" ", one.codes()), one.words())));
    return lines;
  }

  private String value(ImpactField field, Said said) {
    var at = said.at();
    var day = said.day();
    return switch (field.kind()) {
      case TRUTH -> show.say("finer.truth." + said.claimed());
      case NUMBER -> show.bounds(said.number());
      case MOMENT -> at == null ? "" : show.interval(at);
      case DAY -> day == null ? "" : show.day(day);
      case CHOICE, CHOICES ->
          String.join(
              show.say("finer.separator"),
              said.codes().stream().map(code -> choice(field.key(), code)).toList());
      case WORDS -> said.words();
      case STEPS ->
          String.join(
              show.say("finer.separator"),
              said.steps().stream()
                  .map(step ->
                      show.say(
                          "finer.step", show.bounds(step.users()), show.bounds(step.minutes())))
                  .toList());
    };
  }

  /** What a code is called; the code itself where nothing calls it otherwise. */
  private String choice(String key, String code) {
    return switch (key) {
      case ImpactFields.CATEGORY -> named(rulebook.category(code), code);
      case ImpactFields.LPWA_FORM -> lpwaForm(code);
      case ImpactFields.COUNT_METHOD -> show.law().countMethod(code);
      case ImpactFields.READINGS -> show.law().reading(code);
      case ImpactFields.FACILITY_CLASS -> show.law().facilityClass(code);
      case ImpactFields.CAUSE_CODE ->
          book.cause(code).map(Cause::label).map(show::name).orElse(code);
      case ImpactFields.AREA ->
          Prefecture.ofCode(Integer.parseInt(code))
              .map(Prefecture::localizedName)
              .map(show::name)
              .orElse(code);
      default -> show.word("finer." + key, code);
    };
  }

  private String named(Optional<Category> category, String code) {
    return category.map(known -> show.japanese() ? known.japanese() : known.english()).orElse(code);
  }

  private String lpwaForm(String code) {
    @Nullable LpwaRule rule = rulebook.lpwa();
    return rule == null
        ? code
        : rule.forms().stream()
            .filter(form -> form.id().equals(code))
            .map(form -> show.japanese() ? form.japanese() : form.english())
            .findFirst()
            .orElse(code);
  }
}

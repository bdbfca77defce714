package jp.anshin.server.web;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactField.Kind;
import jp.anshin.incident.impact.Said;
import jp.anshin.law.Truth;

/**
 * One of the finer questions as it stands in the impact form.
 *
 * @param field what is asked
 * @param id name of its first input within the form; the others begin with it
 * @param label what it is called
 * @param citation where the law asks it, in words; may be empty
 * @param choices what can be chosen, by code
 * @param asked whether the determination asks it
 * @param typed what is in each input, by the name that follows the id
 * @param faults what is wrong, by the same
 */
public record FinerField(
    ImpactField field,
    String id,
    String label,
    String citation,
    Map<String, String> choices,
    boolean asked,
    Map<String, String> typed,
    Map<String, String> faults) {

  /** The lower or only input; the upper or later one; the evidence. */
  static final String VALUE = "";

  static final String HIGH = ".high";
  static final String WORDS = ".words";

  /** Inputs of a step, after the id and its {@link #rows row}. */
  static final String USERS = ".users";

  static final String USERS_HIGH = ".usersHigh";
  static final String MINUTES = ".minutes";
  static final String MINUTES_HIGH = ".minutesHigh";

  /** What stands between the id and the inputs of each step. */
  private static final List<String> ROWS =
      IntStream.rangeClosed(1, Said.STEPS_MAX).mapToObj(number -> "." + number).toList();

  /** The rows in which steps are written, by what follows the id. */
  public List<String> rows() {
    return field.kind() == Kind.STEPS ? ROWS : List.of();
  }

  /** Whether several inputs have one label, so that it belongs to none of them. */
  public boolean isGroup() {
    return field.kind() == Kind.CHOICES || field.kind() == Kind.STEPS;
  }

  /**
   * Whether what was chosen can be chosen no more: it stays in the form until somebody chooses
   * anew, for left out silently it would change what the other answers mean.
   */
  public boolean isGone() {
    return field.kind() == Kind.CHOICE
        && !value(VALUE).isEmpty()
        && !choices.containsKey(value(VALUE));
  }

  /** Whether it is asked on what the answer rests. */
  public boolean hasEvidence() {
    return field.kind() == Kind.TRUTH || field.kind() == Kind.NUMBER;
  }

  /** What can be said where it is asked whether something is so. */
  public List<Truth> truths() {
    return List.of(Truth.values());
  }

  /** What is in an input; empty when nothing. */
  public String value(String part) {
    return typed.getOrDefault(part, "");
  }

  /** What is wrong with it, at whichever of its inputs; empty when nothing. */
  public String fault() {
    return faults.values().stream().findFirst().orElse("");
  }

  /** Whether that input is wrong. */
  public boolean wrong(String part) {
    return faults.containsKey(part);
  }

  /** The same with that value where none was said, shown unfolded. */
  FinerField proposing(String proposed) {
    boolean said = !value(VALUE).isEmpty();
    return new FinerField(
        field,
        id,
        label,
        citation,
        choices,
        true,
        said ? typed : Map.of(VALUE, proposed, HIGH, ""),
        faults);
  }

  FinerField faulty(Map<String, String> wrong) {
    return new FinerField(field, id, label, citation, choices, asked, typed, wrong);
  }
}

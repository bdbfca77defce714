package jp.anshin.law.lpwa;

import java.util.List;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree that explains a conclusion or whether a duty applies.
 *
 * @param kind what it is
 * @param id of the conclusion, duty or rule, or of the fact or conclusion that a condition is about
 * @param values what may have come out, what the rule leads to, or the values that the condition
 *     takes
 * @param result a conclusion: yes when only one outcome is possible; a rule, duty or condition:
 *     whether it holds in every completion of the unknown facts, in none, or in some
 * @param basis where it stands, or null for what is no rule
 * @param children the rules of a conclusion, the conditions of a rule or duty
 */
public record Ground(
    Kind kind,
    String id,
    List<String> values,
    Truth result,
    @Nullable Basis basis,
    List<Ground> children) {

  /** What a node is. */
  public enum Kind {
    CONCLUSION,
    DUTY,
    RULE,
    CONDITION
  }

  public Ground {
    values = List.copyOf(values);
    children = List.copyOf(children);
  }
}

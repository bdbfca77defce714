package jp.anshin.law.lpwa;

import java.util.List;

/**
 * That a fact, or an earlier conclusion, has one of some values.
 *
 * @param subject id of a {@link Fact} or a {@link Conclusion}
 * @param values ids of choices or outcomes; never empty
 */
public record Condition(String subject, List<String> values) {

  public Condition {
    values = List.copyOf(values);
  }
}

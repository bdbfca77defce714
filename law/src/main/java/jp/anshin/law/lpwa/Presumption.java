package jp.anshin.law.lpwa;

import java.util.List;

/**
 * What a question is taken to be answered with where nobody knows; it is told wherever it is used.
 *
 * @param when for which services; facts that are asked before
 * @param choice id of the answer
 * @param basis who says that it may be taken so
 */
public record Presumption(List<Condition> when, String choice, Basis basis) {

  public Presumption {
    when = List.copyOf(when);
  }
}

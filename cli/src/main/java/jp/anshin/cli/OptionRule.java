package jp.anshin.cli;

import java.util.List;
import org.apache.commons.cli.Option;

/**
 * An option of a verb, declared once: the parser, the help and the errors all know it from here.
 *
 * @param names as a person writes them, a long one last: {@code -h, --help}
 * @param label what stands for its value in the help; empty when it takes none
 * @param text key of its description
 * @param often how often it is given
 */
record OptionRule(String names, String label, String text, Often often) {

  /** How often an option is given. */
  enum Often {
    AT_MOST_ONCE,
    ONCE,
    ANY_NUMBER
  }

  private static final String LONG = "--";

  /** An option without a value. */
  static OptionRule flag(String names, String text) {
    return new OptionRule(names, "", text, Often.AT_MOST_ONCE);
  }

  /** An option with one value. */
  static OptionRule value(String names, String label, String text) {
    return new OptionRule(names, label, text, Often.AT_MOST_ONCE);
  }

  OptionRule required() {
    return new OptionRule(names, label, text, Often.ONCE);
  }

  OptionRule repeatable() {
    return new OptionRule(names, label, text, Often.ANY_NUMBER);
  }

  /** The name by which errors call it. */
  String longestName() {
    return names.substring(names.lastIndexOf(' ') + 1);
  }

  boolean hasLetter() {
    return !names.startsWith(LONG);
  }

  /** Whether the word is a name of this option. */
  boolean isNamed(String word) {
    return List.of(names.split(", ")).contains(word);
  }

  boolean takesValue() {
    return !label.isEmpty();
  }

  Option forParser() {
    String letter = hasLetter() ? names.substring(1, 2) : null;
    String name = names.contains(LONG) ? longestName().substring(LONG.length()) : null;
    return Option.builder(letter).longOpt(name).hasArg(takesValue()).get();
  }
}

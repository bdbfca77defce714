package jp.anshin.incident;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an incident had come when somebody read it, as far as an answer to the impact question
 * must know it.
 *
 * @param statements rises whenever a person states, ends, resumes or corrects it, whenever it
 *     begins again, and whenever another detection joins
 * @param counts how many counts of users had been stated
 */
public record ReadState(int statements, int counts) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

  /** What was told as text; empty where it is none. */
  public static Optional<ReadState> of(String text) {
    Matcher told = TEXT.matcher(text);
    return told.matches()
        ? Optional.of(
            new ReadState(Integer.parseInt(told.group(1)), Integer.parseInt(told.group(2))))
        : Optional.empty();
  }

  /** As a page or a program keeps it until it answers. */
  public String text() {
    return statements + "." + counts;
  }
}

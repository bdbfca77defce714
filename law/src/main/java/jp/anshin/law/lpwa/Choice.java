package jp.anshin.law.lpwa;

import java.util.List;

/**
 * One answer that a question takes.
 *
 * @param id name within its question, for instance {@code unlicensed-3}
 * @param japanese what it is
 * @param english what it is
 * @param alsoWritten how people write it beside its id
 * @param onlyWith facts that must have one of these values where this is the answer: all of it
 *     follows from the answer, and the contrary contradicts it
 */
public record Choice(
    String id,
    String japanese,
    String english,
    List<String> alsoWritten,
    List<Condition> onlyWith) {

  public Choice {
    alsoWritten = List.copyOf(alsoWritten);
    onlyWith = List.copyOf(onlyWith);
  }
}

package jp.anshin.law.lpwa;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a service, or a named switch for what the law leaves open, and the question for it.
 *
 * @param id name within the rulebook, for instance {@code delivery}
 * @param japanese what it is, in a few words
 * @param english what it is, in a few words
 * @param questionJapanese how it is asked
 * @param questionEnglish how it is asked
 * @param choices answers, at least two
 * @param presumed what it is taken to be where nobody knows, or null: then it stays open
 * @param basis where it is from
 */
public record Fact(
    String id,
    String japanese,
    String english,
    String questionJapanese,
    String questionEnglish,
    List<Choice> choices,
    @Nullable Presumption presumed,
    Basis basis) {

  public Fact {
    choices = List.copyOf(choices);
  }

  /** The answer of that id. */
  public Optional<Choice> choice(String choice) {
    return choices.stream().filter(each -> each.id().equals(choice)).findFirst();
  }

  /** The answer that somebody means who writes this: its id, or one of its other writings. */
  public Optional<Choice> written(String text) {
    String folded = fold(text);
    return choices.stream()
        .filter(each ->
            fold(each.id()).equals(folded)
                || each.alsoWritten().stream().anyMatch(other -> fold(other).equals(folded)))
        .findFirst();
  }

  private static String fold(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

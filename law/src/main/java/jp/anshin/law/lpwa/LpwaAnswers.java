package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an LPWA service.
 *
 * @param asOf the day in Japanese time as of which it is classified
 * @param choices id of the answer by id of the {@link Fact}; what is missing is not known
 * @param parties names by id of the party, such as every cloud vendor that the service rests on;
 *     what is missing is not known
 * @param confirmations evidence of duties to confirm
 * @param documents SHA-256 of the documents that were found, by name, 64 hexadecimal digits in
 *     small letters; null where nobody has looked for them
 */
public record LpwaAnswers(
    LocalDate asOf,
    Map<String, String> choices,
    Map<String, List<String>> parties,
    List<Confirmation> confirmations,
    @Nullable Map<String, String> documents) {

  /** Answers whose documents nobody has looked for. */
  public LpwaAnswers(
      LocalDate asOf,
      Map<String, String> choices,
      Map<String, List<String>> parties,
      List<Confirmation> confirmations) {
    this(asOf, choices, parties, confirmations, null);
  }

  public LpwaAnswers {
    choices = Map.copyOf(choices);
    parties =
        parties.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    confirmations = List.copyOf(confirmations);
    documents = documents == null ? null : Map.copyOf(documents);
  }
}

package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of an LPWA service.
 *
 * @param asOf the day in Japanese time as of which it is classified
 * @param choices id of the answer by id of the {@link Fact}; what is missing is not known
 * @param parties names by id of the party, such as every cloud vendor that the service rests on;
 *     what is missing is not known
 * @param confirmations evidence of duties to confirm
 */
public record LpwaAnswers(
    LocalDate asOf,
    Map<String, String> choices,
    Map<String, List<String>> parties,
    List<Confirmation> confirmations) {

  public LpwaAnswers {
    choices = Map.copyOf(choices);
    parties =
        parties.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    confirmations = List.copyOf(confirmations);
  }
}

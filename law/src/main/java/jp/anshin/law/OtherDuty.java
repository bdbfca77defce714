package jp.anshin.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A duty to report that this determination does not judge and a person must think of.
 *
 * @param id name within the rulebook, for instance {@code secrecy-leak}
 * @param validFrom first day, or null when it is older than the rulebook
 * @param japanese what triggers it
 * @param english what triggers it
 * @param form the ministry's form in Japanese
 * @param citation article
 */
public record OtherDuty(
    String id,
    @Nullable LocalDate validFrom,
    String japanese,
    String english,
    String form,
    Citation citation) {

  /** Whether it existed on that day. */
  public boolean existsOn(LocalDate day) {
    return validFrom == null || !day.isBefore(validFrom);
  }
}

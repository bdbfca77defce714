package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.anshin.law.lpwa.PartyStanding.Why;
import org.jspecify.annotations.Nullable;

/**
 * Whether confirmations discharge a duty to confirm: only where every party whose doing must be
 * confirmed is named, and each has one in date.
 *
 * @param answers parties, confirmations and the day as of which they are looked at
 * @param warnDays so many days before it expires a confirmation is told
 */
record Evidence(LpwaAnswers answers, int warnDays) {

  /** Each party named, or where none is, each of which there is evidence. */
  List<PartyStanding> parties(Duty duty) {
    var names = new LinkedHashSet<>(named(duty));
    if (names.isEmpty()) {
      answers.confirmations().stream()
          .filter(each -> each.duty().equals(duty.id()))
          .forEach(each -> names.add(each.of()));
    }
    var standings = new ArrayList<PartyStanding>();
    for (String name : names) {
      standings.add(of(duty, name));
    }
    return List.copyOf(standings);
  }

  /** Whether nobody has named the parties whose doing must be confirmed. */
  boolean lacksNames(Duty duty) {
    return named(duty).isEmpty();
  }

  /** The worst of the parties; open while they are not named. */
  Standing standing(Duty duty, List<PartyStanding> parties) {
    return lacksNames(duty)
        ? Standing.OPEN
        : parties.stream()
            .map(each -> each.why().standing())
            .max(Comparator.naturalOrder())
            .orElse(Standing.OPEN);
  }

  private List<String> named(Duty duty) {
    List<String> named = answers.parties().get(Objects.requireNonNull(duty.of(), duty.id()));
    return named == null ? List.of() : named;
  }

  private PartyStanding of(Duty duty, String party) {
    return answers.confirmations().stream()
        .filter(each -> each.duty().equals(duty.id()) && each.of().equals(party))
        .map(each -> new PartyStanding(party, why(each), each))
        .min(
            Comparator.comparing(PartyStanding::why)
                .thenComparing(Evidence::until, Comparator.reverseOrder()))
        .orElseGet(() -> new PartyStanding(party, Why.MISSING, null));
  }

  private static LocalDate until(PartyStanding standing) {
    @Nullable Confirmation confirmation = standing.confirmation();
    return confirmation == null ? LocalDate.MIN : confirmation.until();
  }

  private Why why(Confirmation confirmation) {
    LocalDate day = answers.asOf();
    if (confirmation.on().isAfter(day)) {
      return Why.NOT_YET;
    }
    if (confirmation.until().isBefore(day)) {
      return Why.EXPIRED;
    }
    Map<String, String> documents = answers.documents();
    if (documents != null
        && !confirmation.sha256().equals(documents.get(confirmation.document()))) {
      return documents.containsKey(confirmation.document())
          ? Why.DOCUMENT_DIFFERS
          : Why.DOCUMENT_MISSING;
    }
    return confirmation.until().isAfter(day.plusDays(warnDays)) ? Why.IN_DATE : Why.EXPIRES_SOON;
  }
}

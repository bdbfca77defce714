package jp.anshin.formats.accident;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Exclusion;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;

/**
 * Makes facts of cases: one place that says what a case tells the law, and what is assumed.
 *
 * @param rulebook the rulebook that will judge
 * @param today the day of whoever asks, in Japanese time
 */
public record CaseFacts(Rulebook rulebook, LocalDate today) {

  /** Id of the only service of a case: a case is about one 役務区分. */
  public static final String SERVICE = "case";

  /** Key of the statement that makes a failure in a user's building one that is not filed. */
  private static final String SAME_PREMISES = "same-premises";

  /** What the law is told about a case. */
  public AccidentFacts of(AccidentCase read) {
    Impact impact = impact(read);
    Map<String, Truth> exclusions =
        impact == Impact.UNKNOWN
            ? Map.of()
            : rulebook.exclusions().stream()
                .collect(Collectors.toUnmodifiableMap(Exclusion::id, exclusion -> Truth.NO));
    var service =
        new ServiceFacts(
            SERVICE,
            read.category(),
            impact,
            exclusions,
            Truth.NO,
            Map.of(),
            read.users(),
            read.durationSeconds(),
            null);
    Truth down = facilityDown(read);
    Truth samePremises = read.details().samePremises();
    return new AccidentFacts(
        read.occurredAt(),
        List.of(service),
        true,
        down,
        // Of whichever facility it is, a row tells one time.
        down == Truth.NO ? Bounds.exactly(0) : read.durationSeconds(),
        stated(read, impact),
        read.details().facility(),
        samePremises == Truth.UNDETERMINED
            ? Map.of()
            : Map.of(SAME_PREMISES, Statement.of(samePremises)),
        null);
  }

  /** That a satellite or cable failed does not say whether all communication over it did. */
  private static Truth facilityDown(AccidentCase read) {
    return FacilityClass.CRITICAL.equals(read.details().facility())
        ? read.details().facilityDown()
        : Truth.NO;
  }

  /** What users met; whether that counts is for the law to say. A stop where nothing is said. */
  private static Impact impact(AccidentCase read) {
    CaseImpact said = read.impact();
    return said == null ? Impact.STOP : said.impact();
  }

  private static List<Caveat> stated(AccidentCase read, Impact impact) {
    var caveats = new ArrayList<Caveat>();
    if (impact == Impact.NONE) {
      return caveats;
    }
    if (impact != Impact.UNKNOWN) {
      caveats.add(new Caveat("assumed-not-excluded", SERVICE));
    }
    if (!read.users().isUnknown()) {
      caveats.add(new Caveat("assumed-countable", SERVICE));
    }
    return caveats;
  }

  /** What was assumed beyond what the law's own caveats tell. */
  public List<Assumption> assumptions(AccidentCase read) {
    var assumed = new ArrayList<Assumption>();
    if (read.impact() == null) {
      assumed.add(Assumption.STOP);
    }
    if (read.details().facility() == null) {
      assumed.add(Assumption.NO_FACILITY);
    }
    if (read.users().isUnknown() && impact(read) != Impact.NONE) {
      assumed.add(Assumption.COUNTABLE);
    }
    if (LocalDate.ofInstant(read.occurredAt().latest(), Figures.JAPAN).isAfter(today)) {
      assumed.add(Assumption.AHEAD);
    }
    return assumed;
  }
}

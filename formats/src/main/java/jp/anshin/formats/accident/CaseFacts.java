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
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
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

  /** Categories for which quality has a criterion, so that falling below it is an accident. */
  private static final List<String> WITH_CRITERION = List.of("VOICE_EMERGENCY", "VOICE_OTHER");

  /** What the law is told about a case. */
  public AccidentFacts of(AccidentCase read) {
    Truth accident = accident(read);
    Map<String, Truth> exclusions =
        accident == Truth.UNDETERMINED
            ? Map.of()
            : rulebook.exclusions().stream()
                .collect(Collectors.toUnmodifiableMap(Exclusion::id, exclusion -> Truth.NO));
    var service =
        new ServiceFacts(
            SERVICE,
            read.category(),
            accident,
            exclusions,
            Truth.NO,
            Map.of(),
            read.users(),
            read.durationSeconds(),
            null);
    return new AccidentFacts(
        read.occurredAt(),
        List.of(service),
        true,
        Truth.NO,
        Bounds.exactly(0),
        stated(read, accident));
  }

  /**
   * Whether what users met is counted. Of data, free internet and LPWA services nobody has
   * published a criterion of quality that was compared: whether a degradation counts stays open.
   */
  private static Truth accident(AccidentCase read) {
    CaseImpact impact = read.impact() == null ? CaseImpact.STOP : read.impact();
    return switch (impact) {
      case STOP -> Truth.YES;
      case DEGRADATION ->
          read.category() != null && WITH_CRITERION.contains(read.category())
              ? Truth.YES
              : Truth.UNDETERMINED;
      case HARD_TO_CONNECT, NONE -> Truth.NO;
      case UNKNOWN -> Truth.UNDETERMINED;
    };
  }

  private static List<Caveat> stated(AccidentCase read, Truth accident) {
    var caveats = new ArrayList<Caveat>();
    if (accident == Truth.YES) {
      caveats.add(new Caveat("assumed-not-excluded", SERVICE));
    }
    if (accident != Truth.NO && !read.users().isUnknown()) {
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
    assumed.add(Assumption.NO_FACILITY);
    if (read.users().isUnknown() && accident(read) != Truth.NO) {
      assumed.add(Assumption.COUNTABLE);
    }
    if (LocalDate.ofInstant(read.occurredAt().latest(), Figures.JAPAN).isAfter(today)) {
      assumed.add(Assumption.AHEAD);
    }
    return assumed;
  }
}

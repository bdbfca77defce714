package jp.anshin.incident.impact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;

/**
 * What an earlier version of the answer said, and the one in force leaves out: that is not known
 * any more. Silence must not be taken for the opposite of what was said.
 */
final class EarlierWords {

  private EarlierWords() {}

  /**
   * What of the event is so.
   *
   * @param silence what is so where nobody has ever said anything
   */
  static Truth ofEvent(Incident incident, String key, Truth silence) {
    return settled(
        incident.impactAnswers().reversed().stream().map(answer -> answer.said(key)), silence);
  }

  /** The same of a service: users who were said to be hard to count may be so. */
  static ServiceImpact weakened(ServiceImpact impact, Incident incident) {
    String key = ImpactFields.HARD_TO_COUNT;
    Truth known =
        settled(
            incident.impactAnswers().reversed().stream()
                .map(answer ->
                    answer.services().stream()
                        .filter(each -> each.service().equals(impact.service()))
                        .findFirst()
                        .flatMap(each -> each.said(key))),
            Truth.NO);
    if (known == Truth.NO || impact.said(key).isPresent()) {
      return impact;
    }
    var said = new TreeMap<>(impact.said());
    said.put(key, Said.of(known));
    return impact.saying(said);
  }

  /** What is so by every version, the last first. */
  private static Truth settled(Stream<Optional<Said>> lastFirst, Truth silence) {
    List<Optional<Said>> words = lastFirst.toList();
    if (words.isEmpty()) {
      return silence;
    }
    Optional<Said> inForce = words.getFirst();
    if (inForce.isPresent()) {
      return inForce.get().claimed();
    }
    return words.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .filter(earlier -> earlier.claimed() != silence)
        .map(earlier -> Truth.UNDETERMINED)
        .orElse(silence);
  }

  /** What the answer in force states, and as unknown what was stated last and is left out now. */
  static Map<String, Statement> statements(Incident incident) {
    var statements = new TreeMap<String, Statement>();
    for (ImpactAnswer answer : incident.impactAnswers()) {
      // Of what was said not to be so nothing is open when nobody says it any more.
      statements.values().removeIf(earlier -> earlier.truth() == Truth.NO);
      statements.replaceAll((key, earlier) -> unknown(earlier));
      statements.putAll(Statements.of(answer));
    }
    return statements;
  }

  /** The day stays, so that its time does not stop running. */
  private static Statement unknown(Statement earlier) {
    return new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, earlier.day(), earlier.origin());
  }
}

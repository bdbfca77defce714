package jp.anshin.incident.impact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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

  private static final List<String> COUNTED =
      List.of(ImpactFields.COUNT_METHOD, ImpactFields.COUNT_DAY, ImpactFields.COUNT_RANGE);

  private static final List<String> LPWA =
      List.of(
          ImpactFields.LPWA_FORM,
          ImpactFields.LPWA_PART,
          ImpactFields.NO_BAND_DELAY,
          ImpactFields.USERS_PART_COUNTS);

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

  /** Whether users of a service are hard to count: who were said to be so may be so. */
  static Truth hardToCount(String service, Incident incident) {
    return settled(
        lastFirst(service, incident).map(each -> each.flatMap(said(ImpactFields.HARD_TO_COUNT))),
        Truth.NO);
  }

  /**
   * A service with what is left of what earlier versions said of it: users may be hard to count,
   * they were counted as was said last, and how it is delivered is open.
   */
  static ServiceImpact weakened(ServiceImpact impact, Incident incident) {
    var said = new TreeMap<>(impact.said());
    Truth hard = hardToCount(impact.service(), incident);
    if (hard != Truth.NO) {
      said.putIfAbsent(ImpactFields.HARD_TO_COUNT, Said.of(hard));
    }
    if (impact.mayBeHit() && !said.containsKey(ImpactFields.COUNT_METHOD)) {
      last(ImpactFields.COUNT_METHOD, impact, incident)
          .ifPresent(counted ->
              COUNTED.forEach(
                  key -> counted.said(key).ifPresent(words -> said.putIfAbsent(key, words))));
    }
    boolean delivered = LPWA.stream().anyMatch(said::containsKey);
    if (impact.mayBeHit()
        && !delivered
        && LPWA.stream().anyMatch(key -> last(key, impact, incident).isPresent())) {
      said.put(ImpactFields.NO_BAND_DELAY, Said.of(Truth.UNDETERMINED));
    }
    return said.equals(impact.said()) ? impact : impact.saying(said);
  }

  /** What the last version that speaks of that field of the service says of it. */
  private static Optional<ServiceImpact> last(String key, ServiceImpact impact, Incident incident) {
    return lastFirst(impact.service(), incident)
        .flatMap(Optional::stream)
        .filter(each -> each.said(key).isPresent())
        .findFirst();
  }

  /** Of each version what it says of the service, the last first; empty where it leaves it out. */
  private static Stream<Optional<ServiceImpact>> lastFirst(String service, Incident incident) {
    return incident.impactAnswers().reversed().stream().map(answer -> answer.service(service));
  }

  private static Function<ServiceImpact, Optional<Said>> said(String key) {
    return impact -> impact.said(key);
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

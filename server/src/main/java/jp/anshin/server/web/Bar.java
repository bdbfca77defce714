package jp.anshin.server.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Determination;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Truth;
import jp.anshin.server.determinations.Determined;

/**
 * A quantity beside the threshold that it must reach, drawn as a bar of the width {@link #WIDTH}.
 *
 * @param name service and quantity
 * @param say the figures in words
 * @param low end of what is certain
 * @param high end of what is possible; as {@code low} when {@code open}
 * @param open whether nobody knows how far it may reach: drawn as not known, never as reached
 * @param threshold where the threshold is
 */
public record Bar(String name, String say, long low, long high, boolean open, long threshold) {

  /** Width of the drawing. */
  static final long WIDTH = 1000;

  /** Where the threshold stands, so that what exceeds it has room. */
  private static final long THRESHOLD_AT = 700;

  /** More pairs than a table has cells for one service are not looked at. */
  private static final int BARS_MAX = 8;

  /**
   * @param proposed whether only a proposal has that threshold
   */
  private record Measure(
      String service, Test test, Bounds value, long threshold, boolean proposed) {

    Measure asProposed(boolean isProposed) {
      return new Measure(service, test, value, threshold, isProposed);
    }
  }

  /** The bars of a determination: for each service its duration and users at each pair's values. */
  static List<Bar> of(Determined determined, Map<String, String> names, Show show) {
    var measures = new LinkedHashSet<Measure>();
    Determination said = determined.determination();
    collect(said.reason(), "", proposals(said), false, measures);
    measures.removeIf(each -> each.proposed() && measures.contains(each.asProposed(false)));
    return measures.stream().limit(BARS_MAX).map(measure -> bar(measure, names, show)).toList();
  }

  /** The editions that were looked at and do not decide. */
  private static Set<String> proposals(Determination said) {
    return said.caveats().stream()
        .filter(each -> Caveat.OF_PROPOSALS.contains(each.key()))
        .map(Caveat::argument)
        .collect(Collectors.toSet());
  }

  private static void collect(
      Reason node,
      String service,
      Set<String> proposals,
      boolean proposed,
      LinkedHashSet<Measure> found) {
    boolean named = node.test() == Test.SERVICE || node.test() == Test.TOGETHER;
    String here = named ? node.subject() : service;
    boolean below = proposed || (node.test() == Test.EDITION && proposals.contains(node.subject()));
    if (isDecidedOtherwise(node)) {
      return;
    }
    Bounds value = node.value();
    Long threshold = node.threshold();
    if (value != null && threshold != null) {
      found.add(new Measure(here, node.test(), value, threshold, below));
    }
    node.children().forEach(child -> collect(child, here, proposals, below, found));
  }

  /** Where users met nothing that counts, or no facility failed, no threshold matters. */
  private static boolean isDecidedOtherwise(Reason node) {
    Test decider =
        switch (node.test()) {
          case SERVICE -> Test.IMPACT;
          case FACILITY -> Test.FACILITY_DOWN;
          default -> null;
        };
    return node.children().stream()
        .anyMatch(child -> child.test() == decider && child.result() == Truth.NO);
  }

  private static Bar bar(Measure measure, Map<String, String> names, Show show) {
    Long max = measure.value().max();
    long low = place(measure.value().min(), measure.threshold());
    long high = max == null ? low : place(max, measure.threshold());
    String service =
        measure.service().isEmpty()
            ? show.say("bar.facility")
            : Stream.of(measure.service().split(" ", -1))
                .map(id -> names.getOrDefault(id, id))
                .collect(Collectors.joining(" + "));
    boolean users = measure.test() == Test.USERS;
    String name = show.say("bar.name", service, show.say(users ? "map.users" : "impact.duration"));
    String figures =
        users
            ? show.bounds(measure.value()) + " " + show.say("unit.users")
            : show.seconds(measure.value());
    String threshold =
        users
            ? show.number(measure.threshold()) + " " + show.say("unit.users")
            : show.seconds(Bounds.exactly(measure.threshold()));
    return new Bar(
        measure.proposed() ? show.say("bar.proposed", name) : name,
        show.say("bar.say", figures, threshold),
        low,
        high,
        max == null,
        THRESHOLD_AT);
  }

  private static long place(long value, long threshold) {
    return Math.clamp(value * THRESHOLD_AT / Math.max(1, threshold), 0, WIDTH);
  }
}

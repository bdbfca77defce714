package jp.anshin.incident.periodic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How the accidents of a period differ from those of a version of its report.
 *
 * @param kind in which way
 * @param line as it is now; one that is gone, as it was
 */
public record LineChange(Kind kind, PeriodLine line) {

  /** In which way. */
  public enum Kind {
    ADDED,
    ALTERED,
    REMOVED
  }

  /**
   * What differs, in the order of the lines now, those gone last. What does not reach the
   * thresholds counts as not there: a small incident makes no report old.
   */
  public static List<LineChange> between(List<PeriodLine> before, List<PeriodLine> now) {
    Map<String, PeriodLine> earlier = new HashMap<>();
    for (PeriodLine line : before) {
      if (counts(line)) {
        earlier.put(line.key(), line);
      }
    }
    var changes = new ArrayList<LineChange>();
    var still = new HashSet<String>();
    for (PeriodLine line : now) {
      if (counts(line)) {
        still.add(line.key());
        PeriodLine was = earlier.get(line.key());
        if (was == null) {
          changes.add(new LineChange(Kind.ADDED, line));
        } else if (!was.saysTheSame(line)) {
          changes.add(new LineChange(Kind.ALTERED, line));
        }
      }
    }
    for (PeriodLine line : before) {
      if (counts(line) && !still.contains(line.key())) {
        changes.add(new LineChange(Kind.REMOVED, line));
      }
    }
    return List.copyOf(changes);
  }

  private static boolean counts(PeriodLine line) {
    return line.treatment() != Treatment.NOT_REQUIRED;
  }
}

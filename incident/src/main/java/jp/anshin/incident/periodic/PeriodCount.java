package jp.anshin.incident.periodic;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many accidents of a period become what.
 *
 * @param each by treatment; every one stands there
 * @param decided how many of them a person decided
 */
public record PeriodCount(Map<Treatment, Integer> each, int decided) {

  public PeriodCount {
    var all = new EnumMap<Treatment, Integer>(Treatment.class);
    for (Treatment treatment : Treatment.values()) {
      all.put(treatment, each.getOrDefault(treatment, 0));
    }
    each = Collections.unmodifiableMap(all);
  }

  /** Of those lines. */
  public static PeriodCount of(Collection<PeriodLine> lines) {
    var each = new EnumMap<Treatment, Integer>(Treatment.class);
    int decided = 0;
    for (PeriodLine line : lines) {
      each.merge(line.treatment(), 1, Integer::sum);
      decided += line.decision() == null ? 0 : 1;
    }
    return new PeriodCount(each, decided);
  }

  /** How many become that. */
  public int of(Treatment treatment) {
    return each.getOrDefault(treatment, 0);
  }

  /** How many stand in the report. */
  public int goIn() {
    return of(Treatment.FORM27) + of(Treatment.SIMPLE);
  }

  /** Whether there is certainly nothing to report: what is open may still go in. */
  public boolean nothing() {
    return goIn() == 0 && of(Treatment.OPEN) == 0;
  }
}

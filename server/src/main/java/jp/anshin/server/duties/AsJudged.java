package jp.anshin.server.duties;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.AccidentClock;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Crossing.State;
import jp.anshin.law.clock.Outage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clock from being firmer than the determination in force. The clock times what users met
 * by moments; the law knows more that leaves the same pair of thresholds open: readings, how users
 * were counted, what was changed since an answer. So reached for certain is only what the law calls
 * reached, and of what is over not reached is only what the law says was not. What lies ahead of
 * what goes on is the clock's alone.
 *
 * @param serious the node of the same service, of several together, or of all facilities
 * @param periodic that of the periodic report, or null where it has none
 * @param leftOut whether it is left out of the periodic report as serious: no threshold of that is
 *     reached then
 */
record AsJudged(Reason serious, @Nullable Reason periodic, boolean leftOut) {

  private static final long SECONDS_PER_MINUTE = 60;

  /** Whether what users of a service met counts as an accident, whatever the table says. */
  Truth counts() {
    Truth all = Truth.YES;
    for (Reason test : serious.children()) {
      boolean ofTable = test.test() == Test.TABLE || test.test() == Test.COUNTABLE;
      all = ofTable ? all : all.and(test.result());
    }
    // Where the category is not known it may count in one.
    return all == Truth.NO && serious.result() != Truth.NO ? Truth.UNDETERMINED : all;
  }

  /** The same crossings, none firmer than the law's own node of its pair, in their order. */
  List<Crossing> of(List<Crossing> crossings, Outage outage, Instant now) {
    return crossings.stream()
        .filter(each -> !leftOut || each.duty() == Crossing.Duty.SERIOUS)
        .map(each -> asFirm(each, outage, now))
        .sorted(AccidentClock.FIRST)
        .toList();
  }

  private Crossing asFirm(Crossing crossing, Outage outage, Instant now) {
    Instant earliest = crossing.earliest();
    if (crossing.state() == State.MET && earliest != null) {
      return reached(crossing) == Truth.YES ? crossing : crossing.open(earliest);
    }
    boolean never = crossing.state() == State.NOT_IF_NOTHING_CHANGES && outage.ended() != null;
    if (never && pair(crossing) != Truth.NO) {
      Instant atLength =
          outage.began().earliest().plus(Duration.ofMinutes(crossing.durationMinutes()));
      return crossing.open(atLength.isAfter(now) ? now : atLength);
    }
    return crossing;
  }

  /** Whether the law calls it reached, with all else that the duty depends on. */
  private Truth reached(Crossing crossing) {
    Reason node = crossing.duty() == Crossing.Duty.SERIOUS ? serious : periodic;
    return node == null ? Truth.UNDETERMINED : pair(crossing).and(whole(node, crossing).result());
  }

  /** What must hold for the pair to count; of facilities that of the rule. */
  private static Reason whole(Reason node, Crossing crossing) {
    return node.children().stream()
        .filter(each -> each.test() == Test.FACILITY && each.subject().equals(crossing.rule()))
        .findFirst()
        .orElse(node);
  }

  /** What the law says of the two thresholds alone: what all readings agree on. */
  private Truth pair(Crossing crossing) {
    if (crossing.duty() == Crossing.Duty.PERIODIC) {
      return periodic == null ? Truth.UNDETERMINED : ofPeriodic(periodic, crossing);
    }
    List<Truth> rows =
        serious
            .walk()
            .filter(each -> each.subject().equals(crossing.rule()))
            .filter(each -> each.test() == Test.ROW || each.test() == Test.FACILITY)
            .map(each -> inRow(each, crossing))
            .toList();
    return agreed(rows);
  }

  private static Truth inRow(Reason row, Crossing crossing) {
    if (row.test() == Test.FACILITY) {
      return row.children().getLast().result();
    }
    return row.children().stream()
        .filter(cell -> isOf(cell.children().getFirst(), crossing.durationMinutes()))
        .filter(cell ->
            Objects.equals(cell.children().getLast().threshold(), Long.valueOf(crossing.users())))
        .map(Reason::result)
        .reduce(Truth.NO, Truth::or);
  }

  private static boolean isOf(Reason duration, long minutes) {
    return Objects.equals(duration.threshold(), Long.valueOf(minutes * SECONDS_PER_MINUTE));
  }

  /** Each reading by itself: users of one step and the time of another reach nothing together. */
  private static Truth ofPeriodic(Reason periodic, Crossing crossing) {
    Test measured = crossing.users() > 0 ? Test.USERS : Test.DURATION;
    List<Truth> readings =
        periodic
            .walk()
            .filter(each -> each.children().stream().anyMatch(leaf -> leaf.test() == measured))
            .map(each ->
                each.children().stream()
                    .filter(leaf -> leaf.test() == measured)
                    .map(Reason::result)
                    .reduce(Truth.NO, Truth::or))
            .toList();
    return agreed(readings);
  }

  private static Truth agreed(List<Truth> several) {
    return several.stream().reduce(Truth::agreeing).orElse(Truth.UNDETERMINED);
  }
}

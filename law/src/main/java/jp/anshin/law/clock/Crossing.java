package jp.anshin.law.clock;

import java.time.Instant;
import jp.anshin.law.Citation;
import org.jspecify.annotations.Nullable;

/**
 * When a pair of thresholds is reached, if from now on nothing changes.
 *
 * @param duty what is due then
 * @param rule id of the row, or empty for the periodic report
 * @param durationMinutes minutes that must be reached; 0 when users are enough
 * @param users users that must be reached; 0 when duration is enough
 * @param reading which users are compared
 * @param citation where the rule stands
 * @param proposed whether the row is of a proposal that may be in force: it decides nothing by
 *     itself
 * @param state what can be said now
 * @param earliest not before this, or null when it is not reached if nothing changes
 * @param estimate by the estimates at this moment, or null when by them it is not reached
 * @param latest certainly by this moment, or null when that cannot be said
 */
public record Crossing(
    Duty duty,
    String rule,
    long durationMinutes,
    long users,
    UsersReading reading,
    Citation citation,
    boolean proposed,
    State state,
    @Nullable Instant earliest,
    @Nullable Instant estimate,
    @Nullable Instant latest) {

  /** What is due once it is reached. */
  public enum Duty {
    /** It is a serious accident. */
    SERIOUS,
    /** It goes into the periodic report. */
    PERIODIC
  }

  /** What can be said now. */
  public enum State {
    /** Reached for certain. */
    MET,
    /** Perhaps reached already. */
    MAY_BE_MET,
    /** Reached for certain later, if nothing changes. */
    COMING,
    /** Perhaps reached later. */
    MAY_COME,
    /** Not reached if nothing changes. */
    NOT_IF_NOTHING_CHANGES
  }

  /** The same where it is open whether what is timed happened at all: it is never certain. */
  public Crossing perhaps() {
    State open =
        switch (state) {
          case MET -> State.MAY_BE_MET;
          case COMING -> State.MAY_COME;
          case MAY_BE_MET, MAY_COME, NOT_IF_NOTHING_CHANGES -> state;
        };
    return new Crossing(
        duty,
        rule,
        durationMinutes,
        users,
        reading,
        citation,
        proposed,
        open,
        earliest,
        null,
        null);
  }

  /**
   * The same where nobody can say for certain that it is reached, nor that it is not: it may have
   * been, at any time since that moment.
   */
  public Crossing open(Instant since) {
    return new Crossing(
        duty,
        rule,
        durationMinutes,
        users,
        reading,
        citation,
        proposed,
        State.MAY_BE_MET,
        since,
        estimate,
        null);
  }

  /** Whether the other one compares the same users with the same thresholds. */
  boolean isOfSamePair(Crossing other) {
    return duty == other.duty
        && durationMinutes == other.durationMinutes
        && users == other.users
        && reading == other.reading;
  }

  static State state(Instant now, @Nullable Instant earliest, @Nullable Instant latest) {
    if (earliest == null) {
      return State.NOT_IF_NOTHING_CHANGES;
    }
    if (latest != null && !latest.isAfter(now)) {
      return State.MET;
    }
    if (!earliest.isAfter(now)) {
      return State.MAY_BE_MET;
    }
    return latest == null ? State.MAY_COME : State.COMING;
  }
}

package jp.anshin.law;

import jp.anshin.core.Interval;

/**
 * When a threshold of duration would be reached if things went on as they are.
 *
 * @param duty what would then be due
 * @param service id of the service; empty of a satellite, a cable or the like
 * @param rule id of the row, of the rule of facilities, or of the cycle of periodic reports
 * @param durationMinutes the threshold
 * @param users users that must be affected as well; 0 when duration is enough
 * @param usersReached whether so many are
 * @param at when the duration is reached
 */
public record Projection(
    Duty duty,
    String service,
    String rule,
    long durationMinutes,
    long users,
    Truth usersReached,
    Interval at) {

  /** Whether it is that of a satellite, a submarine cable or the like: by duration alone. */
  public boolean ofFacility() {
    return service.isEmpty();
  }

  /** What would be due. */
  public enum Duty {
    /** It would be a serious accident. */
    SERIOUS,
    /** It would go into the periodic report. */
    PERIODIC
  }
}

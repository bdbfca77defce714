package jp.anshin.server.web;

import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;

/** How much an incident presses, the most first. */
enum Urgency {
  /** The law wants something now, or wanted it before. */
  DUE_BY_LAW,
  /** A serious accident that goes on, or of which a report is not sent. */
  SERIOUS,
  /** A notice to users, or what our own rules ask for, is overdue. */
  OVERDUE,
  /** Whether the law wants something is open. */
  UNSETTLED,
  /** Nothing of all this. */
  OTHER;

  static Urgency of(Verdict verdict, IncidentStatus status, IncidentClock clock) {
    if (clock.duties().stream().anyMatch(duty -> ofLaw(duty) && presses(duty, clock))) {
      return DUE_BY_LAW;
    }
    boolean toDo =
        status == IncidentStatus.OPEN
            || clock.duties().stream().anyMatch(duty -> ofLaw(duty) && duty.isOpen());
    if (verdict == Verdict.SERIOUS && toDo) {
      return SERIOUS;
    }
    if (clock.duties().stream().anyMatch(duty -> presses(duty, clock))) {
      return OVERDUE;
    }
    return toDo && verdict == Verdict.UNDETERMINED ? UNSETTLED : OTHER;
  }

  /** Whether no list may leave it out. */
  boolean presses() {
    return compareTo(OVERDUE) <= 0;
  }

  private static boolean ofLaw(Duty duty) {
    return duty.kind() == Duty.Kind.REPORT || duty.kind() == Duty.Kind.OTHER;
  }

  /**
   * What applies presses at once and once its moment has passed. What may apply is a question among
   * many until the day has passed that the law sets for it.
   */
  private static boolean presses(Duty duty, IncidentClock clock) {
    boolean applies = duty.applies() == Truth.YES;
    return duty.isOpen()
        && switch (duty.state(clock.now())) {
          case PASSED -> applies || ofLaw(duty);
          case AT_ONCE -> applies;
          case NOT_DUE, AHEAD, PERHAPS_PASSED, DONE, DONE_LATE -> false;
        };
  }
}

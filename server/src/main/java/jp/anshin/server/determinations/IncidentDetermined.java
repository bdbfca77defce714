package jp.anshin.server.determinations;

import jp.anshin.incident.Incident;

/**
 * An incident has been judged. It is published inside the transaction that keeps what was judged,
 * one at a time: a listener that fails takes it back.
 *
 * @param incident what was judged
 * @param determined what the law says of it now, under the number of the version in force
 * @param occasion why it was judged
 */
public record IncidentDetermined(Incident incident, Determined determined, Occasion occasion) {

  /** Why an incident is judged. */
  public enum Occasion {
    /** Something happened, or is in force, that may change what is to be said. */
    CHANGED,
    /** Time has passed, and it changed what the law says. */
    TIME_CHANGED,
    /** Time has passed, and the law says what it said before. */
    TIME_PASSED
  }
}

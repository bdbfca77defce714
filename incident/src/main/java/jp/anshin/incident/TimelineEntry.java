package jp.anshin.incident;

import java.time.Instant;

/**
 * One line of what happened.
 *
 * @param at when it happened, in event time
 * @param kind what sort of thing it was
 * @param text what happened, made from facts
 * @param by who or what brought it in: a sensor's name, or a person
 * @param cause id of what caused it: a detection with its revision, or an answer with its version
 */
public record TimelineEntry(Instant at, Kind kind, LocalizedText text, String by, String cause) {

  /** What sort of thing happened. */
  public enum Kind {
    /** Things began to go wrong. */
    STARTED,
    /** A sensor stated it, and the incident was opened. */
    DETECTED,
    /** It grew, or another detection joined. */
    GREW,
    /** A person said something else instead of what was said before. */
    CORRECTED,
    /** One of its detections ended, or all of them. */
    RESTORED,
    /** It came back after it had been restored. */
    RESUMED,
    /** A person answered the impact question. */
    IMPACT_ANSWERED,
    /** Affected users were counted, for the first time or of another order than before. */
    COUNTED,
    /** Users were told, or an own rule was followed. */
    NOTICE,
    /**
     * A person recorded that a report under another duty was made, or that such a record is wrong.
     */
    DUTY_REPORT,
    /** A person wrote something down. */
    NOTE,
    /** A person closed it. */
    CLOSED,
    /** A person opened it again. */
    REOPENED
  }
}

package jp.anshin.incident.verification;

import java.time.Instant;

/** What happened to a verification. {@link Verification#after} says what it is afterwards. */
public sealed interface VerificationEvent {

  /** When, in the time of the incident's events. */
  Instant at();

  /** Which person. */
  String by();

  /** The lessons were written; these words replace the earlier ones. */
  record LessonsWritten(Instant at, String by, String words) implements VerificationEvent {}

  /** A measure was set, or an open one changed: that with its number is replaced. */
  record MeasureSet(Instant at, String by, Measure measure) implements VerificationEvent {}

  /** A measure was done, and its effect looked at. */
  record MeasureDone(Instant at, String by, int number, String effect)
      implements VerificationEvent {}

  /** A measure that was done is open again. */
  record MeasureReopened(Instant at, String by, int number, String why)
      implements VerificationEvent {}
}

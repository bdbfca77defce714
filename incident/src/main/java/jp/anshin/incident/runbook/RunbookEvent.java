package jp.anshin.incident.runbook;

import java.time.Instant;

/** What happened to a step on an incident. {@link RunbookProgress#after} says what it is then. */
public sealed interface RunbookEvent {

  /** When, in the time of the incident's events. */
  Instant at();

  /** Which person. */
  String by();

  /** Which step, for instance {@code leak.check.1}. */
  String step();

  /**
   * Somebody did a step.
   *
   * @param japanese the words of the step as they stood then
   * @param english the same
   * @param note what they found, in their words; may be empty
   */
  record StepTicked(
      Instant at, String by, String step, String japanese, String english, String note)
      implements RunbookEvent {}

  /** A step that was ticked is not done after all. */
  record StepUnticked(Instant at, String by, String step) implements RunbookEvent {}
}

package jp.anshin.incident.runbook;

import java.time.Instant;
import jp.anshin.incident.LocalizedText;

/** What happened to the runbooks of an incident; {@link RunbookProgress} says what is so then. */
public sealed interface RunbookEvent {

  /** When, in the time of the incident's events. */
  Instant at();

  /** Which person. */
  String by();

  /**
   * The incident is worked by that runbook, as it stood then, until another version is taken over.
   */
  record RunbookTaken(Instant at, String by, Runbook runbook) implements RunbookEvent {}

  /**
   * Somebody did a step.
   *
   * @param step its id
   * @param words those of the step
   * @param note what they found, in their words; may be empty
   */
  record StepTicked(Instant at, String by, String step, LocalizedText words, String note)
      implements RunbookEvent {}

  /** A step that was ticked is not done after all. */
  record StepUnticked(Instant at, String by, String step) implements RunbookEvent {}
}

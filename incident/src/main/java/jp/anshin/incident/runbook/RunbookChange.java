package jp.anshin.incident.runbook;

import java.time.Instant;

/** What somebody here put in force for a kind. {@link RunbookHistory} says what is so then. */
public sealed interface RunbookChange {

  /** When. */
  Instant at();

  /** Which person. */
  String by();

  /** For what reason; never blank. */
  String why();

  /** Somebody wrote it. */
  record RunbookWritten(Instant at, String by, String why, Runbook runbook)
      implements RunbookChange {}

  /** What is shipped serves again: the kind's own, else the general one. */
  record RunbookShippedAgain(Instant at, String by, String why) implements RunbookChange {}
}

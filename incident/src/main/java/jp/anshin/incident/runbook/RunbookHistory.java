package jp.anshin.incident.runbook;

import java.util.List;
import java.util.Optional;
import jp.anshin.incident.runbook.RunbookChange.RunbookShippedAgain;
import jp.anshin.incident.runbook.RunbookChange.RunbookWritten;

/**
 * The versions of the runbook of a kind. None is ever lost.
 *
 * @param kind which
 * @param changes what was put in force, first first: the first made version 1
 */
public record RunbookHistory(String kind, List<RunbookChange> changes) {

  public RunbookHistory {
    changes = List.copyOf(changes);
  }

  /** The version in force; 0 while nobody has put another one in force. */
  public int version() {
    return changes.size();
  }

  /** What is in force; empty when the general one serves. */
  public Optional<Runbook> inForce() {
    return at(version());
  }

  /** Whether what is in force was written here. */
  public boolean isWritten() {
    return !changes.isEmpty() && changes.getLast() instanceof RunbookWritten;
  }

  /**
   * As it was in that version; empty when the general one served.
   *
   * @param version from 0 to {@link #version()}
   */
  public Optional<Runbook> at(int version) {
    if (version == 0) {
      return Runbook.shipped(kind);
    }
    return switch (changes.get(version - 1)) {
      case RunbookWritten written -> Optional.of(written.runbook());
      case RunbookShippedAgain _ -> Runbook.shipped(kind).map(shipped -> shipped.as(version));
    };
  }
}

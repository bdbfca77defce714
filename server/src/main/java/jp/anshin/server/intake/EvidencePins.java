package jp.anshin.server.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.journal.Journal;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;

/**
 * Keeps those segments of the journal in which evidence of incidents lies that nobody has closed
 * yet. The journal bounds how much that may be.
 */
final class EvidencePins {

  /** Incidents looked through at the start: what is older than these has no bytes any more. */
  private static final int INCIDENTS_MAX = 1_000;

  private final Journal journal;
  private final Incidents incidents;
  private final Map<IncidentId, Set<Long>> pinned = new HashMap<>();
  private final AutoCloseable watching;

  EvidencePins(Journal journal, Incidents incidents) {
    this.journal = journal;
    this.incidents = incidents;
    this.watching = incidents.watch(this::look);
    incidents.latest(INCIDENTS_MAX).stream()
        .filter(summary -> summary.status() != IncidentStatus.CLOSED)
        .map(IncidentSummary::id)
        .forEach(this::look);
  }

  private void look(IncidentId id) {
    incidents.find(id).ifPresent(this::look);
  }

  private synchronized void look(Incident incident) {
    var segments = pinned.computeIfAbsent(incident.id(), id -> new HashSet<>());
    if (incident.status() == IncidentStatus.CLOSED) {
      segments.forEach(journal::unpin);
      pinned.remove(incident.id());
      return;
    }
    for (Detection detection : incident.detections()) {
      for (var evidence : detection.evidence()) {
        boolean ours = evidence.source().equals(Intake.JOURNAL_NAME) && evidence.segment() > 0;
        if (ours && segments.add(evidence.segment())) {
          journal.pin(evidence.segment());
        }
      }
    }
  }

  /** Ends it; what is pinned is pinned again at the next start. */
  void end() {
    try {
      watching.close();
    } catch (Exception e) {
      throw new IllegalStateException("taking a listener away failed", e);
    }
  }
}

package jp.anshin.server.incidents;

import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;

/**
 * An incident has changed. It is published inside the transaction that keeps the change: a listener
 * that fails takes the change back.
 *
 * @param after what the incident is now
 * @param event what happened to it
 */
public record IncidentChanged(Incident after, IncidentEvent event) {}

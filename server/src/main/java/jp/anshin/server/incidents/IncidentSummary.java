package jp.anshin.server.incidents;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a line of a list.
 *
 * @param id its identity
 * @param simulated whether its input is replayed or generated
 * @param status how far it has come
 * @param openedAt event time at which it was opened
 * @param startedAt first possible instant at which it began
 * @param restoredAt when all was restored, or null while it goes on
 * @param headline one sentence made from facts
 * @param routeCount routes of its largest detection
 */
public record IncidentSummary(
    IncidentId id,
    boolean simulated,
    IncidentStatus status,
    Instant openedAt,
    Instant startedAt,
    @Nullable Instant restoredAt,
    LocalizedText headline,
    long routeCount) {}

package jp.anshin.server.determinations;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Determination;

/**
 * What the law said of an incident at one moment.
 *
 * @param incident which incident
 * @param version 1 for the first kept one, rising by one; 0 for one that is not kept
 * @param madeAt event time as of which it was judged
 * @param causedBy what caused it, as in the incident's timeline
 * @param facts what was known then
 * @param determination what the law says of these facts
 */
public record Determined(
    IncidentId incident,
    int version,
    Instant madeAt,
    String causedBy,
    AccidentFacts facts,
    Determination determination) {}

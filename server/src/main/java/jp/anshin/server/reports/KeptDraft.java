package jp.anshin.server.reports;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.Draft;

/**
 * A version of a draft.
 *
 * @param incident what it is about
 * @param version 1 for the first of its kind, rising by one
 * @param madeAt event time as of which it was made
 * @param withdrawn whether this version says that the kind no longer applies; its content is then
 *     that of the version before
 * @param draft its content
 */
public record KeptDraft(
    IncidentId incident, int version, Instant madeAt, boolean withdrawn, Draft draft) {}

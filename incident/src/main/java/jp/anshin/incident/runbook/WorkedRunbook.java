package jp.anshin.incident.runbook;

import org.jspecify.annotations.Nullable;

/**
 * A runbook as an incident is worked by it.
 *
 * @param runbook as it stood when the first of its steps was ticked, or as taken over since; while
 *     none is ticked, as it is in force
 * @param newer what is in force now, when that says something else; else null
 */
public record WorkedRunbook(Runbook runbook, @Nullable Runbook newer) {}

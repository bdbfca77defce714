package jp.anshin.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the event goes into the periodic report, and by when.
 *
 * @param required what can be claimed
 * @param reason why
 * @param cycle {@code quarterly} or {@code annual}; empty when none is known for that day
 * @param periodEnd last day of the period, or null when no cycle is known
 * @param deadline when the report of that period is due, or null when no cycle is known or when it
 *     certainly does not go in
 */
public record PeriodicDuty(
    Truth required,
    Reason reason,
    String cycle,
    @Nullable LocalDate periodEnd,
    @Nullable Deadline deadline) {}

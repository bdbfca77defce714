package jp.anshin.law;

import org.jspecify.annotations.Nullable;

/**
 * Whether a duty beside that of serious accidents applies, because somebody has stated something
 * about it. It has its own form and its own time, and is never judged by the table of outages.
 *
 * @param duty the duty, with its form
 * @param applies applies, does not, or may apply
 * @param reason why
 * @param clockStart the day from which its time runs, in the words of the law
 * @param days days after that day, or 0 when the limit is in months
 * @param months months after that day, or 0 when the limit is in days
 * @param deadline the statutory day, or null when it does not apply or that day was not stated
 */
public record Signpost(
    OtherDuty duty,
    Truth applies,
    Reason reason,
    String clockStart,
    int days,
    int months,
    @Nullable Deadline deadline) {}

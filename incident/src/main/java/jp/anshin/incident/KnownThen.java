package jp.anshin.incident;

import java.time.Instant;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What an incident said when the impact answer in force was given: whoever answered could know no
 * more, so what it says else now was said later.
 *
 * @param startedAt when it began
 * @param restoredAt when all was restored, or null while it went on
 * @param counts how many counts of users had been stated
 */
public record KnownThen(Interval startedAt, @Nullable Instant restoredAt, int counts) {}

package jp.anshin.server.calendars;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address under which a calendar program reads what is due. The address itself is shown once,
 * when it is made, and kept nowhere.
 *
 * @param id names it to its owner; no address follows from it
 * @param owner account whose it is; the address is dead while that account is
 * @param label what its owner calls it
 * @param language of the calendar: Japanese or English
 * @param madeAt when it was made
 * @param readAt when it was last read, or null when never
 * @param revokedAt when it was revoked, or null while it works
 */
public record CalendarAddress(
    String id,
    String owner,
    String label,
    Locale language,
    Instant madeAt,
    @Nullable Instant readAt,
    @Nullable Instant revokedAt) {}

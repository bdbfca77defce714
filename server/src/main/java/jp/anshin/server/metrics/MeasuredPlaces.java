package jp.anshin.server.metrics;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where what is measured lies.
 *
 * @param data directory whose disk must have room
 * @param journal directory of the journal; it may not be there
 * @param journalOctetsMax bound on what is not pinned in it
 * @param database file of the database; null where it is on a server of its own
 */
public record MeasuredPlaces(
    Path data, Path journal, long journalOctetsMax, @Nullable Path database) {}

package jp.anshin.server.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded list, without its rows.
 *
 * @param number 1 for the first
 * @param state how far it has come
 * @param fileName as the uploader's machine calls it; may be empty
 * @param digest lower-case hexadecimal SHA-256 of the file
 * @param octets of the file
 * @param rulebook version of the rulebook it was judged by, 0 for the shipped one
 * @param uploadedAt when
 * @param uploadedBy by whom
 * @param expiresAt until when somebody must decide
 * @param good rows that count or would, without duplicates and conflicts
 * @param bad rows that cannot be read
 * @param duplicates rows that say exactly what was said under their id before
 * @param conflicts rows that say something else than what was said under their id, as long as
 *     nobody has settled which holds
 * @param impactAssumed whether the file says nothing of what users met, so that a stop was assumed
 * @param passedOver columns of the file that were not read
 * @param decidedAt when it was imported, cancelled or expired, or null before
 * @param decidedBy by whom, or null before
 * @param withdrawnAt when it was taken back, or null
 * @param withdrawnBy by whom, or null
 * @param why it was taken back; else empty
 */
public record AccidentImport(
    int number,
    ImportState state,
    String fileName,
    String digest,
    long octets,
    int rulebook,
    Instant uploadedAt,
    String uploadedBy,
    Instant expiresAt,
    int good,
    int bad,
    int duplicates,
    int conflicts,
    boolean impactAssumed,
    List<String> passedOver,
    @Nullable Instant decidedAt,
    @Nullable String decidedBy,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnBy,
    String why) {

  public AccidentImport {
    passedOver = List.copyOf(passedOver);
  }

  /** Whether its rows are still kept. */
  public boolean hasRows() {
    return state == ImportState.PREVIEW
        || state == ImportState.IMPORTED
        || state == ImportState.WITHDRAWN;
  }

  /** What the header of a file says of all its rows. */
  record Columns(boolean impactAssumed, List<String> passedOver) {}
}

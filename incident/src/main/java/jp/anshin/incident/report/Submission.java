package jp.anshin.incident.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version that was sent.
 *
 * @param version which
 * @param by who sent it
 * @param recordedAt when that was recorded
 * @param sending how and when it left the house
 * @param signedBy the second person who stands by it: who approved or countersigned it, or null
 *     while nobody does
 */
public record Submission(
    int version, String by, Instant recordedAt, Sending sending, @Nullable String signedBy) {

  Submission signed(String person) {
    return new Submission(version, by, recordedAt, sending, person);
  }
}

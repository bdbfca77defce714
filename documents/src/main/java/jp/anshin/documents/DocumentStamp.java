package jp.anshin.documents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a paper says of itself on every page.
 *
 * @param status how far it has come
 * @param version of its content, from 1
 * @param madeAt when that content was made; also the date in the file's properties
 * @param approvedBy who approved it, or null
 * @param approvedAt when, or null
 * @param simulated whether it is about a replay even where the draft does not say so
 * @param corrects what was sent before in an earlier version, or null
 */
public record DocumentStamp(
    DocumentStatus status,
    int version,
    Instant madeAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    boolean simulated,
    @Nullable Sent corrects) {

  /**
   * A version that was sent.
   *
   * @param version its number
   * @param at when it was sent
   */
  public record Sent(int version, Instant at) {}

  public DocumentStamp {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version);
    }
    if ((approvedBy == null) != (approvedAt == null)) {
      throw new IllegalArgumentException("approved by whom and when belong together");
    }
  }

  /** Of a draft that nobody has looked at yet. */
  public static DocumentStamp draft(int version, Instant madeAt) {
    return new DocumentStamp(DocumentStatus.DRAFT, version, madeAt, null, null, false, null);
  }
}

package jp.anshin.server.api;

import java.time.Instant;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Sending;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** How and when a report was sent, as a program says it; {@code sentAt} left out is now. */
record SendingPart(
    @Nullable String channel,
    @Nullable String recipient,
    @Nullable Instant sentAt,
    @Nullable String receipt) {

  /**
   * The sending.
   *
   * @param part null when it was left out
   * @param now when it was sent, if that is left out
   * @param remark in the sender's words; may be empty
   * @throws Refusal when a part is missing or cannot be meant
   */
  static Sending read(@Nullable SendingPart part, Instant now, String remark) {
    if (part == null) {
      throw SentJson.missing("sending");
    }
    String recipient = orEmpty(part.recipient());
    if (recipient.isBlank()) {
      throw SentJson.missing("sending.recipient");
    }
    Instant at = part.sentAt();
    return new Sending(
        SentJson.constant(Channel.class, part.channel(), "sending.channel"),
        recipient,
        at == null ? now : at,
        orEmpty(part.receipt()),
        remark);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

package jp.anshin.incident.report;

import java.time.Instant;

/**
 * How and when a report left the house, as the sender records it.
 *
 * @param channel the way
 * @param recipient who received it, in the sender's words; never blank
 * @param sentAt when it was sent, in the time of the events
 * @param receipt number or words by which the recipient confirmed it; may be empty
 * @param remark in the sender's words; may be empty
 */
public record Sending(
    Channel channel, String recipient, Instant sentAt, String receipt, String remark) {

  public Sending {
    if (recipient.isBlank()) {
      throw new IllegalArgumentException("a sending needs who received it");
    }
  }
}

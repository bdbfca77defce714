package jp.anshin.server.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time about which we know that we do not know (観測不能区間).
 *
 * @param number 1 for the first, rising by one
 * @param feed id of the feed; empty for all of them
 * @param from since when, by the server's clock
 * @param until until when, or null while it lasts
 * @param reason key of why, for instance {@code session-lost}, {@code server-down}, {@code
 *     disk-full}, {@code malformed}
 * @param detail what is known of it beyond that; may be empty
 */
public record BlindInterval(
    long number, String feed, Instant from, @Nullable Instant until, String reason, String detail) {

  /** Stands in the detail before who took the feed out of service and why. */
  private static final String RETIRED = "\nretired-by=";

  /**
   * The detail of an interval that ended because its feed was taken out of service. Where there is
   * no room for all of it, what came from the network gives way to what a person answers for.
   */
  static String retired(String detail, String by, String why, int lengthMax) {
    String end = RETIRED + by + "\n" + why;
    return NetworkName.cut(detail, Math.max(0, lengthMax - end.length())) + end;
  }

  /** What is known beyond the reason, without why it ended. */
  public String cause() {
    int place = detail.indexOf(RETIRED);
    return place < 0 ? detail : detail.substring(0, place);
  }

  /** Who took the feed out of service, a line's end, and why; empty when it did not end so. */
  public String retirement() {
    int place = detail.indexOf(RETIRED);
    return place < 0 ? "" : detail.substring(place + RETIRED.length());
  }
}

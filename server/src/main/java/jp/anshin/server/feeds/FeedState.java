package jp.anshin.server.feeds;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A router that sends us what we watch, and how it goes.
 *
 * @param id stable name: the router's address
 * @param name what the router calls itself, else its address
 * @param status whether its session stands
 * @param since when the status became so, by the server's clock; null when it was never up
 * @param lastMessageAt when its last message came, by the server's clock; null when none came
 * @param messages how many messages came since the server started
 * @param octets how many octets came since the server started
 * @param lagOctets how many octets are in the journal and not yet decoded, of all feeds together
 * @param peers the tables it shows
 * @param counted what came and was not used, or was malformed, by kind
 */
public record FeedState(
    String id,
    String name,
    Status status,
    @Nullable Instant since,
    @Nullable Instant lastMessageAt,
    long messages,
    long octets,
    long lagOctets,
    List<Peer> peers,
    SortedMap<String, Long> counted) {

  /** Whether a session stands. */
  public enum Status {
    /** It stands. */
    UP,
    /** It was lost, and was not opened again. */
    DOWN
  }

  /**
   * One table that a router shows.
   *
   * @param address the peer's address
   * @param as its AS, unsigned
   * @param view which of the router's tables of that peer, for instance {@code adj-rib-in-pre};
   *     empty while it has shown none
   * @param up whether the router's session with it stands
   * @param routes how many routes we hold of it; one prefix under several path identifiers (RFC
   *     7911) is as many
   * @param routesV6 how many of them are IPv6
   * @param judging whether what changes in it is judged
   * @param upSince since when its session stands, by the server's clock; null when it does not, or
   *     has stood since before the server started
   * @param downSince since when the router says that it is down, by the server's clock; null when
   *     it stands, or the router has said nothing of it since the server started
   */
  public record Peer(
      String address,
      long as,
      String view,
      boolean up,
      long routes,
      long routesV6,
      Judging judging,
      @Nullable Instant upSince,
      @Nullable Instant downSince) {}

  /** Whether what changes in a table is judged. */
  public enum Judging {
    /** It is. */
    JUDGED,
    /** Not yet: it is being sent, or nothing is judged before the warm-up ends. */
    LEARNING,
    /** Another table of the same peer is judged in its place, or none was shown. */
    ELSEWHERE
  }

  public FeedState {
    peers = List.copyOf(peers);
  }
}

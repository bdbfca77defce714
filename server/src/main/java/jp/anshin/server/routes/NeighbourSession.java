package jp.anshin.server.routes;

import java.time.Instant;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Relation;
import jp.anshin.server.feeds.FeedState;
import org.jspecify.annotations.Nullable;

/**
 * One session of one of our routers with a neighbour, and how many prefixes came over it.
 *
 * @param address the neighbour's address
 * @param as its AS, unsigned
 * @param name what the operator file of today calls it, or null when it does not name it
 * @param relation what it is to us by the same file, or null
 * @param view which of the router's tables the counts are of, for instance {@code adj-rib-in-pre};
 *     empty while none was shown
 * @param state whether the session stands
 * @param since since when, by the server's clock; null when that is not known
 * @param judging whether what changes in the table is judged
 * @param ipv4 prefixes of IPv4; where the session does not stand, those held from before
 * @param ipv6 the same of IPv6
 */
public record NeighbourSession(
    String address,
    long as,
    @Nullable LocalizedName name,
    @Nullable Relation relation,
    String view,
    State state,
    @Nullable Instant since,
    FeedState.Judging judging,
    PrefixCount ipv4,
    PrefixCount ipv6) {

  /** Whether a session stands. */
  public enum State {
    /** The router says that it does. */
    UP,
    /** The router says that it does not. */
    DOWN,
    /** We do not hear of it: the router's own session with us is lost, or it has not told yet. */
    UNSEEN
  }
}

package jp.anshin.server.routes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the past that announced or withdrew what was looked for, or a change of the
 * session with a neighbour that did.
 *
 * @param kind what happened
 * @param receivedAt when it was received, by the server's clock
 * @param routerAt when the router says that it was, or null when it says nothing
 * @param source whose table; the router is empty where the journal does not say any more which
 * @param prefixes the prefixes of the message that match, at most {@link #PREFIXES_MAX}
 * @param prefixCount how many match
 * @param path the AS path as it came, prepending and sets included; empty of a withdrawal
 * @param nextHop the next hop, or empty
 * @param communities standard and large ones as text
 * @param segment of the journal in which the message lies
 * @param offset of the message in that segment
 */
public record PastChange(
    Kind kind,
    Instant receivedAt,
    @Nullable Instant routerAt,
    RouteSource source,
    List<String> prefixes,
    int prefixCount,
    String path,
    String nextHop,
    List<String> communities,
    long segment,
    long offset) {

  /** Prefixes that are named of one message. */
  public static final int PREFIXES_MAX = 10;

  /** What happened. */
  public enum Kind {
    /** Announced. */
    ANNOUNCED,
    /** Withdrawn, or announced so faultily that it counts as withdrawn (RFC 7606). */
    WITHDRAWN,
    /** The session came up: the table is sent anew. */
    SESSION_UP,
    /** The session was lost: everything that came over it is gone. */
    SESSION_DOWN
  }

  public PastChange {
    prefixes = List.copyOf(prefixes);
    communities = List.copyOf(communities);
  }

  /** Whether it is of the session alone. */
  public boolean ofSession() {
    return kind == Kind.SESSION_UP || kind == Kind.SESSION_DOWN;
  }
}

package jp.anshin.server.routes;

import java.time.Instant;
import java.util.List;
import jp.anshin.server.feeds.FeedState;
import org.jspecify.annotations.Nullable;

/**
 * A router of ours and its sessions with neighbours.
 *
 * @param feed id of the feed: the router's address
 * @param name what the router calls itself, else its address
 * @param status whether its session with us stands
 * @param since since when, by the server's clock; null when it was never up
 * @param sessions in the order in which the router told of them; empty when it has told of none
 *     since the server started
 */
public record RouterNeighbours(
    String feed,
    String name,
    FeedState.Status status,
    @Nullable Instant since,
    List<NeighbourSession> sessions) {

  public RouterNeighbours {
    sessions = List.copyOf(sessions);
  }

  /** Under which key the size of a session's table is kept over time. */
  public String tableOf(NeighbourSession session) {
    return TableSeries.key(feed, session.address(), session.as(), session.view());
  }
}

package jp.anshin.route.feed;

import java.util.HashMap;
import java.util.Map;
import jp.anshin.route.table.PeerKey;

/** The views of peers that send several paths for one prefix. */
final class PathViews {
  private final Map<PeerKey, Map<Long, PeerKey>> views = new HashMap<>();
  private final Map<PeerKey, PeerKey[]> byNumber = new HashMap<>();

  PeerKey of(PeerKey peer, long pathId) {
    var known = views.computeIfAbsent(peer, key -> new HashMap<>());
    var found = known.get(pathId);
    if (found != null) {
      return found;
    }
    var numbered = byNumber.computeIfAbsent(peer, PathViews::number);
    // Up to the bound each identifier has its own view; routers number them upwards.
    var view =
        known.size() < UpdateFeed.MAX_PATH_VIEWS
            ? numbered[known.size()]
            : numbered[(int) (pathId % UpdateFeed.MAX_PATH_VIEWS)];
    if (known.size() < UpdateFeed.MAX_PATH_VIEWS) {
      known.put(pathId, view);
    }
    return view;
  }

  private static PeerKey[] number(PeerKey peer) {
    var numbered = new PeerKey[UpdateFeed.MAX_PATH_VIEWS];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = peer.ofPath(i);
    }
    return numbered;
  }
}

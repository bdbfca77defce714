package jp.anshin.route.table;

/**
 * A hash of 64 bits over one route: whose it is, its prefix, its normalised path (see {@link
 * PathTable}). The sum over all routes of a table does not depend on their order, so two who hold
 * the same routes can be told by one number.
 */
public final class RouteHash {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private RouteHash() {}

  /** That of a route before its first hop. */
  public static long begin(PeerKey peer, boolean v6, long high, long low, int length) {
    long hash = with(peer.address().high(), peer.address().low());
    hash = with(with(hash, peer.as()), v6 ? length | 0x100 : length);
    return with(with(hash, high), low);
  }

  /** The same with one more hop, or anything else. */
  public static long with(long hash, long more) {
    long mixed = (hash ^ more) * FACTOR;
    mixed = (mixed ^ mixed >>> 32) * FACTOR;
    return mixed ^ mixed >>> 29;
  }
}

package jp.anshin.route.table;

import java.util.List;
import java.util.function.Predicate;

/**
 * The tables of all peers as they are, and as they go on changing: only for the thread that changes
 * them.
 *
 * @param prefixes the prefixes by number
 * @param paths the paths by number
 * @param peers each peer's table, in the order in which they appeared
 */
public record RouteTables(PrefixTable prefixes, PathTable paths, List<PeerTable> peers) {

  public RouteTables {
    peers = List.copyOf(peers);
  }

  /** The same without the tables that do not pass. */
  public RouteTables only(Predicate<PeerKey> passes) {
    return new RouteTables(
        prefixes, paths, peers.stream().filter(peer -> passes.test(peer.key())).toList());
  }
}

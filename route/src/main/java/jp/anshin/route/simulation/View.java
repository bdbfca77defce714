package jp.anshin.route.simulation;

import java.util.List;
import jp.anshin.wire.IpAddress;

/**
 * A neighbour whose table the example operator's router shows.
 *
 * @param as the neighbour's AS
 * @param address the neighbour's address (of those set aside for documentation, RFC 5737)
 * @param local the router's address towards it
 * @param upstreams ASes at the top from which the neighbour buys transit
 */
public record View(long as, IpAddress address, IpAddress local, List<Long> upstreams) {

  /** AS of the example operator itself (RFC 5398). */
  public static final long OPERATOR_AS = 64_500;

  private static final int TEST_NET_2 = 0xc633_6400;

  /** Both upstreams of the example operator, in the order of its file. */
  public static final List<View> ALL =
      List.of(
          new View(
              2516,
              IpAddress.v4(TEST_NET_2 + 1),
              IpAddress.v4(TEST_NET_2 + 2),
              List.of(701L, 1299L, 2914L, 3356L)),
          new View(
              2497,
              IpAddress.v4(TEST_NET_2 + 5),
              IpAddress.v4(TEST_NET_2 + 6),
              List.of(701L, 174L, 2914L, 3257L)));

  public View {
    upstreams = List.copyOf(upstreams);
  }
}

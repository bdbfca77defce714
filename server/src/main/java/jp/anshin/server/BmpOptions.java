package jp.anshin.server;

import java.util.List;
import jp.anshin.operator.AddressPrefix;

/**
 * Where routers send BMP.
 *
 * @param address address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param allowed routers may connect from these blocks only; empty lets nobody in
 */
public record BmpOptions(String address, int port, List<AddressPrefix> allowed) {

  public BmpOptions {
    allowed = List.copyOf(allowed);
  }
}

package jp.anshin.server.routes;

/**
 * A table whose size is kept over time.
 *
 * @param number its name in addresses
 * @param feed id of the router's feed
 * @param address the neighbour's address
 * @param as its AS, unsigned
 * @param view which of the router's tables
 */
public record TableSeries(long number, String feed, String address, long as, String view) {

  /** The table without its number: what is the same after a restart. */
  public String key() {
    return key(feed, address, as, view);
  }

  /** The key of a table that may have been kept. */
  public static String key(String feed, String address, long as, String view) {
    return feed + "\n" + address + "\n" + as + "\n" + view;
  }
}

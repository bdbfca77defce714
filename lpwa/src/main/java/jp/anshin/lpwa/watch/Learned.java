package jp.anshin.lpwa.watch;

import java.util.List;

/**
 * What the network did not name and events did. Lists are in the order met.
 *
 * @param devices devices without an entry in the network, at most {@link #LISTED_MAX}
 * @param deviceCount all of them
 * @param gateways gateways without an entry
 * @param feeds feeds without an entry
 * @param contracts contracts that only a tag named
 * @param silentDevices devices of the network of which nothing was ever heard, at most {@link
 *     #LISTED_MAX}
 * @param silentDeviceCount all of them
 */
public record Learned(
    List<String> devices,
    long deviceCount,
    List<String> gateways,
    List<String> feeds,
    List<String> contracts,
    List<String> silentDevices,
    long silentDeviceCount) {

  /** A list for people is not longer than this. */
  public static final int LISTED_MAX = 1000;

  public Learned {
    devices = List.copyOf(devices);
    gateways = List.copyOf(gateways);
    feeds = List.copyOf(feeds);
    contracts = List.copyOf(contracts);
    silentDevices = List.copyOf(silentDevices);
  }
}

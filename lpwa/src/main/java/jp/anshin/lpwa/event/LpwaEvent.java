package jp.anshin.lpwa.event;

import java.time.Instant;

/**
 * One thing that was told about an LPWA network. Content of communications (payload, position of a
 * device) is dropped at decoding and has no place here.
 */
public sealed interface LpwaEvent
    permits Arrival,
        ComponentBeat,
        DeviceJoin,
        DownlinkOutcome,
        FeedBeat,
        GatewayBeat,
        GatewayConnection,
        GatewayUplink {

  /**
   * Event time: when the provider's side had it (network server, platform, archive), never the time
   * that a device or a gateway claims, for their clocks may stand in 1980.
   */
  Instant at();

  /** Name of the feed that told it, as in the network file; the file's name when none is given. */
  String feed();
}

package jp.anshin.lpwa.watch;

/** What failed, as far as evidence tells. */
public enum Scope {
  GATEWAY,
  BACKHAUL,
  CLOUD,
  /** Our own view of the network: nothing is known of it in that time. */
  FEED,
  /** The unlicensed band itself: partial loss, no failed equipment. */
  RADIO,
  DEVICE,
  /** Several would explain it; {@link Outage#candidates} names them. */
  UNDETERMINED
}

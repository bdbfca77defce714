package jp.anshin.lpwa.watch;

/** The cause, finer than its {@link Scope}. */
public enum Cause {
  /** Beats and receptions of one gateway stopped: itself, its power, or the line it alone uses. */
  GATEWAY_OR_LINE,
  /** It says that it lives, and hears nothing: a dead radio or antenna. */
  ZOMBIE_GATEWAY,
  /** Gateways of one region on different lines stopped at once. */
  POWER_CUT,
  BACKHAUL,
  BACKHAUL_OWN,
  BACKHAUL_OTHER_CARRIER,
  BACKHAUL_USER,
  CLOUD,
  /** Case (a) of the report of 2018: own function on a cloud platform. */
  CLOUD_OWN_FUNCTION,
  /** Case (b): another company's cloud function. */
  CLOUD_OTHERS_FUNCTION,
  /** Frames come up, none can be sent down. */
  DOWNLINK,
  /** Devices ask to join and are not let in. */
  JOIN,
  FEED_BLIND,
  /** Much is heard in bad order: disturbance of the band. */
  INTERFERENCE,
  DEVICE_SILENT,
  /** Silence whose cause nothing tells apart. */
  SILENCE
}

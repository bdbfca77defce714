package jp.anshin.server.standby;

/** What a server does of what concerns the outside. */
public enum StationRole {
  /** Calls people and warns of what is due. */
  ACTIVE,
  /** Takes in, judges and shows, and calls nobody. */
  STANDBY
}

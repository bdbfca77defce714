package jp.anshin.server.identity;

/** What a person may do. Whoever is logged in may read. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Watches the network, writes notes. */
  ENGINEER,
  /** Answers the impact question, closes incidents. */
  INCIDENT_MANAGER,
  /** Answers the impact question, decides on reports. */
  LEGAL,
  /** Keeps accounts and settings. */
  ADMINISTRATOR
}

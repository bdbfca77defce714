package jp.anshin.incident;

/** How far an incident has come. */
public enum IncidentStatus {
  /** At least one of its detections goes on. */
  OPEN,
  /** All of its detections have ended; duties may remain. */
  RESTORED,
  /** A person has closed it. */
  CLOSED
}

package jp.anshin.server.imports;

/** How far an uploaded list has come. */
public enum ImportState {
  /** Its rows are being written: nobody sees it, and after a kill it is swept away. */
  READING,
  /** Somebody is to look at it and decide; nothing of it counts. */
  PREVIEW,
  /** Its good rows count. */
  IMPORTED,
  /** Nobody wanted it; its rows are gone. */
  CANCELLED,
  /** Nobody decided in time; its rows are gone. */
  EXPIRED,
  /** It was taken back with a reason: its rows stay, and count no more. */
  WITHDRAWN
}

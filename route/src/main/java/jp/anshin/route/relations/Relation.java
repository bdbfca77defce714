package jp.anshin.route.relations;

/** What one AS is to another. */
public enum Relation {
  /** The first carries the second's routes to everybody. */
  PROVIDER_OF,
  /** The second carries the first's routes to everybody. */
  CUSTOMER_OF,
  /** Each hands the other its own and its customers' routes only. */
  PEER_OF,
  /** Nothing is stated. */
  UNKNOWN
}

package jp.anshin.operator;

/** What a neighbour is to us. */
public enum Relation {
  /** We buy transit from it. */
  PROVIDER,
  /** Neither pays for the other's routes. */
  PEER,
  /** It buys transit from us. */
  CUSTOMER,
  /**
   * The route server of an exchange (RFC 7947): it hands on the routes of its members, who are our
   * peers there, and its own AS is not on their paths.
   */
  ROUTE_SERVER
}

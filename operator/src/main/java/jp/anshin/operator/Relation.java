package jp.anshin.operator;

/** What a neighbour is to us. */
public enum Relation {
  /** We buy transit from it. */
  PROVIDER,
  /** Neither pays for the other's routes. */
  PEER,
  /** It buys transit from us. */
  CUSTOMER
}

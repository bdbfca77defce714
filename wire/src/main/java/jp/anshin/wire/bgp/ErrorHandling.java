package jp.anshin.wire.bgp;

/**
 * What RFC 7606 demands of whoever receives a malformed UPDATE, mildest first: of several faults
 * the one that comes last here holds (RFC 7606, 3.h).
 */
public enum ErrorHandling {
  /** Nothing is wrong. */
  NONE,
  /** The attribute is passed over, the route holds (RFC 7606, 2). */
  ATTRIBUTE_DISCARD,
  /** The routes of the message are withdrawn (RFC 7606, 2). */
  TREAT_AS_WITHDRAW,
  /** What the message is about cannot be known: the session is reset (RFC 7606, 2). */
  SESSION_RESET;

  /** Whether the routes that the message announces do not hold. */
  public boolean withdraws() {
    return compareTo(TREAT_AS_WITHDRAW) >= 0;
  }

  /** The severer of the two. */
  public ErrorHandling and(ErrorHandling other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

package jp.anshin.wire.bgp;

/**
 * In which families prefixes carry a path identifier on a session (RFC 7911): as both OPENs agreed,
 * or as an MRT subtype says; never guessed.
 *
 * @param v4 for IPv4 unicast
 * @param v6 for IPv6 unicast
 * @param others for the families that are only counted
 */
public record AddPath(boolean v4, boolean v6, boolean others) {
  public static final AddPath NONE = new AddPath(false, false);
  public static final AddPath ALL = new AddPath(true, true, true);

  /** Not in other families. */
  public AddPath(boolean v4, boolean v6) {
    this(v4, v6, false);
  }

  boolean applies(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }
}

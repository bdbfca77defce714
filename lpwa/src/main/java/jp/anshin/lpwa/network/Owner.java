package jp.anshin.lpwa.network;

/** Whose a component is. */
public enum Owner {
  /** The LPWA operator itself. */
  OPERATOR,
  /** Another telecommunications carrier, for instance who relays the line. */
  OTHER_CARRIER,
  USER
}

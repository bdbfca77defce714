package jp.anshin.wire.bmp;

/** Which of a router's tables a BMP message speaks of; part of the key of a peer's table. */
public enum BmpView {
  /** What the peer sent, before policy (RFC 7854). */
  ADJ_RIB_IN_PRE,
  /** What the peer sent, after policy (RFC 7854). */
  ADJ_RIB_IN_POST,
  /** What is to be sent to the peer, before policy (RFC 8671). */
  ADJ_RIB_OUT_PRE,
  /** What is sent to the peer, after policy (RFC 8671). */
  ADJ_RIB_OUT_POST,
  /** What the router itself uses (RFC 9069). */
  LOC_RIB
}

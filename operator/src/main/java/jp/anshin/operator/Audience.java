package jp.anshin.operator;

/** Whom a notice is for; each of its items says which of these may read it. */
public enum Audience {
  /** 総務省 and its 総合通信局. */
  MINISTRY,
  /** Other operators in an information-sharing group. */
  SHARING_GROUP,
  /** A network we exchange routes with. */
  NEIGHBOUR,
  /** Those who use our services, and the public. */
  USERS,
  /** Our own people. */
  STAFF
}

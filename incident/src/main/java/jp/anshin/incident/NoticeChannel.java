package jp.anshin.incident;

/** By which way users are told. */
public enum NoticeChannel {
  /** Our own pages. */
  WEBSITE,
  /** Mail or short message to users. */
  MAIL,
  /** A social network. */
  SOCIAL_NETWORK,
  /** An application on users' devices. */
  APPLICATION,
  /** The press. */
  PRESS,
  /** A recorded message or a call. */
  TELEPHONE,
  /** Another way, said in the words. */
  OTHER
}

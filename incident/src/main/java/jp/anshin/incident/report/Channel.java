package jp.anshin.incident.report;

/** The way a report was sent. */
public enum Channel {
  /** 電話. */
  TELEPHONE,
  /** 電子メール. */
  MAIL,
  /** FAX. */
  FAX,
  /** 電子申請: a form of the ministry on the web. */
  ONLINE,
  /** 郵送. */
  POST,
  /** 持参. */
  BY_HAND;

  /** Whether a form of the ministry can go this way: what is spoken is on no form. */
  public boolean carriesForm() {
    return this != TELEPHONE;
  }
}

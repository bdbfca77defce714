package jp.anshin.incident.report;

import java.util.Locale;

/** Why something may not be done to a report. */
public enum Objection {
  /** Somebody did something to it since it was read. */
  STALE,
  /** An edit that changes nothing. */
  NOTHING_CHANGED,
  /** After it was sent or withdrawn, an edit needs a reason. */
  REASON_MISSING,
  /** Who wrote any of it since a second person last stood by it may not judge it. */
  OWN_WORK,
  /** Only what is being written can be reviewed. */
  NOT_IN_DRAFT,
  /** It must be reviewed first. */
  NOT_REVIEWED,
  /** It must be approved first. */
  NOT_APPROVED,
  /** There is nothing to send back. */
  NOT_UNDER_REVIEW,
  /** It has been withdrawn. */
  WITHDRAWN,
  /** This version was not sent. */
  NOT_SENT,
  /** A second person stands by it already. */
  ALREADY_SIGNED,
  /** It cannot have been sent later than now. */
  SENT_IN_FUTURE,
  /** It cannot have been sent so long before anybody began it: a slip in the date. */
  SENT_LONG_BEFORE,
  /** What needs an approval was not sent before that version had it. */
  SENT_BEFORE_APPROVAL,
  /** What was sent before it was last withdrawn was taken back with it. */
  SENT_BEFORE_WITHDRAWAL;

  /** For instance {@code own-work}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As an exception. */
  ReportRefused refused() {
    return new ReportRefused(this);
  }
}

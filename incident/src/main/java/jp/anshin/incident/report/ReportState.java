package jp.anshin.incident.report;

/** How far the latest version of a report has come. */
public enum ReportState {
  /** 作成中: being written; every edit brings it back here. */
  DRAFT,
  /** 確認済み: read by somebody who did not write it. */
  REVIEWED,
  /** 承認済み: approved by somebody who did not write it. */
  APPROVED,
  /** 提出済み: sent; a correction begins a new draft. */
  SUBMITTED,
  /** 取下げ: not to be sent, or taken back. */
  WITHDRAWN
}

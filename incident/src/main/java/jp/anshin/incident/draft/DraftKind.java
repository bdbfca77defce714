package jp.anshin.incident.draft;

/** What a draft is to become. */
public enum DraftKind {
  /** 障害情報の提供（任意）: the voluntary information-sharing notice of report 3.3.2. */
  INFORMATION_SHARING,
  /** 第一報: the first report of an accident that is serious. */
  FIRST_REPORT,
  /** 第一報（任意）: the same, of one that is feared to be serious; labelled voluntary. */
  VOLUNTARY_FIRST_REPORT
}

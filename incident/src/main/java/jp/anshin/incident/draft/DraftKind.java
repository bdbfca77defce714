package jp.anshin.incident.draft;

/** What a draft is to become. */
public enum DraftKind {
  /** 障害情報の提供（任意）: the voluntary information-sharing notice of report 3.3.2. */
  INFORMATION_SHARING,
  /** 第一報: the first report of an accident that is serious. */
  FIRST_REPORT,
  /** 第一報（任意）: the same, of one that is feared to be serious; labelled voluntary. */
  VOLUNTARY_FIRST_REPORT,
  /** 重大な事故の報告（30日以内、様式第50の3）: the detailed report. */
  DETAILED_REPORT,
  /** 定期報告（様式第27）: one accident's line of the full form. */
  PERIODIC_FORM_27,
  /** 定期報告（簡易な様式）: one accident's line of the simple form. */
  PERIODIC_SIMPLE,
  /** 定期報告: the report of a whole period, with the lines of all its accidents. */
  PERIODIC_REPORT
}

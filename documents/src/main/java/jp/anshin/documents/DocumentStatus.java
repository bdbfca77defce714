package jp.anshin.documents;

/** How far a paper has come. */
public enum DocumentStatus {
  DRAFT,
  REVIEWED,
  APPROVED,
  SUBMITTED
}

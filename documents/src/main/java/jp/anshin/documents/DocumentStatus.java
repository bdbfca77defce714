package jp.anshin.documents;

/** How far a paper has come. */
public enum DocumentStatus {
  DRAFT,
  REVIEWED,
  APPROVED,
  SUBMITTED,
  /** Taken back, before or after it was sent: it counts no more. */
  WITHDRAWN
}

package jp.anshin.incident.report;

import java.io.Serial;

/** Something may not be done to a report; nothing was done. */
public final class ReportRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final Objection objection;

  ReportRefused(Objection objection) {
    super(objection.key());
    this.objection = objection;
  }

  /** Why. */
  public Objection objection() {
    return objection;
  }
}

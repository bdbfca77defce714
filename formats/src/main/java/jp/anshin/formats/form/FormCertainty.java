package jp.anshin.formats.form;

/** How far a statement about a form was compared with its source. */
public enum FormCertainty {
  /** Compared with law text or an official page. */
  VERIFIED("verified"),
  /** Stated by the first report of 2018. */
  REPORT_2018("report-2018"),
  /** Generally known, such as which bureau a prefecture belongs to. */
  PUBLIC_KNOWLEDGE("public-knowledge"),
  /** Not compared: shown as 未確認 on page and in file. */
  UNVERIFIED("unverified");

  private final String written;

  FormCertainty(String written) {
    this.written = written;
  }

  /** As the file writes it. */
  public String written() {
    return written;
  }

  /** The certainty that a file writes so. */
  public static FormCertainty of(String written) {
    for (FormCertainty each : values()) {
      if (each.written.equals(written)) {
        return each;
      }
    }
    throw new IllegalArgumentException("certainty " + written);
  }
}

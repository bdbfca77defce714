package jp.anshin.formats.lpwa;

/** A line that makes no event. It says why, and never what the line held. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isFault;

  private Unusable(String reason, boolean isFault) {
    super(reason, null, false, false); // thrown for each of millions of lines
    this.isFault = isFault;
  }

  /** Something is wrong with the line. */
  static Unusable fault(String reason) {
    return new Unusable(reason, true);
  }

  /** The line is good and says nothing that is needed. */
  static Unusable notNeeded(String reason) {
    return new Unusable(reason, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  boolean isFault() {
    return isFault;
  }
}

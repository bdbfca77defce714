package jp.anshin.cli;

/** What the process tells its caller. */
final class ExitStatus {

  /** All is well. */
  static final int GOOD = 0;

  /** The verb ran and found something a person should look at. */
  static final int FINDINGS = 1;

  /** An input or the command line could not be used; a sentence on standard error says which. */
  static final int BAD_INPUT = 2;

  /** A fault of ours, told with its stack: EX_SOFTWARE of sysexits.h. */
  static final int BUG = 70;

  private ExitStatus() {}
}

package jp.anshin.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a verb reads from and writes to, so that a test can stand in for the terminal.
 *
 * @param in standard input
 * @param out results, nothing else
 * @param err messages and progress
 * @param errIsTerminal whether a person watches {@code err}, so that progress may be drawn there
 * @param environment variables of the process
 */
record Terminal(
    InputStream in,
    Results out,
    PrintStream err,
    boolean errIsTerminal,
    Map<String, String> environment) {

  /**
   * The process's own. The JVM tells only whether standard input and output are terminals, so the
   * launcher says it of standard error.
   */
  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new Results(new FileOutputStream(FileDescriptor.out)),
        System.err,
        Boolean.getBoolean("anshin.errIsTerminal"),
        System.getenv());
  }
}

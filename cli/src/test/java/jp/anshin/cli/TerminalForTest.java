package jp.anshin.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A terminal that remembers what was written to it. */
final class TerminalForTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] in = {};

  TerminalForTest reading(byte[] standardInput) {
    in = standardInput;
    return this;
  }

  int run(String... arguments) {
    return Anshin.run(
        new Terminal(
            new ByteArrayInputStream(in),
            new Results(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Map.of("LANG", "en_US.UTF-8")),
        arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

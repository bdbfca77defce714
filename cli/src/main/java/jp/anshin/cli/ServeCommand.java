package jp.anshin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code anshin serve --config FILE}: the server, until it is told to stop. The server's own types
 * are named in {@link Serving} alone: other verbs run without its jars.
 */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Texts texts;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "option.config")
  private String config = "";

  ServeCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return new Serving(terminal, texts).serve(config);
    } catch (RefusedInput e) {
      terminal.err().println(e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
  }
}

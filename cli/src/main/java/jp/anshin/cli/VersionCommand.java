package jp.anshin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code anshin version}: what runs here. */
@Command(name = "version")
final class VersionCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Texts texts;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  VersionCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Override
  public Integer call() {
    String version = Version.ofBuild();
    String java = Runtime.version().toString();
    // Neither value can hold a character that JSON escapes.
    terminal
        .out()
        .line(
            json
                ? "{\"version\":\"" + version + "\",\"java\":\"" + java + "\"}"
                : texts.sentence("version.line", version, java));
    return ExitStatus.GOOD;
  }
}

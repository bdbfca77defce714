package jp.anshin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anshin route print -m FILE…}: MRT files as text, line by line as bgpdump prints them. */
@Command(name = "print")
final class RoutePrintCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Texts texts;

  // Required: bgpdump has other forms, and a form is chosen by name from the beginning.
  @Option(names = "-m", required = true, descriptionKey = "option.one-line")
  @SuppressWarnings("UnusedVariable")
  private boolean oneLine;

  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "parameter.mrt-files")
  private List<String> files = new ArrayList<>();

  RoutePrintCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Override
  public Integer call() {
    var counts = new Counts();
    var printer = new MrtTextPrinter(terminal.out(), counts);
    boolean good =
        new MrtFiles(terminal, texts).readAll(files, (name, reader) -> printer.print(reader));
    if (!counts.toMap().isEmpty()) {
      terminal.err().println(texts.sentence("route.print.counted", list(counts)));
    }
    return good ? ExitStatus.GOOD : ExitStatus.BAD_INPUT;
  }

  private static String list(Counts counts) {
    return counts.toMap().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}

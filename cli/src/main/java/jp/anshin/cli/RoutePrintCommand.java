package jp.anshin.cli;

import java.util.List;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.Counts;

/** {@code anshin route print -m FILE…}: MRT files as text, line by line as bgpdump prints them. */
record RoutePrintCommand(Terminal terminal, Texts texts) implements Verb {

  // Required: bgpdump has other forms, and a form is chosen by name from the beginning.
  private static final OptionRule ONE_LINE = OptionRule.flag("-m", "option.one-line").required();

  @Override
  public List<OptionRule> options() {
    return List.of(ONE_LINE);
  }

  @Override
  public boolean readsFiles() {
    return true;
  }

  @Override
  public int run(Given given) {
    var counts = new Counts();
    var printer = new MrtTextPrinter(terminal.out(), counts);
    var files = new MrtFiles(terminal, texts);
    boolean good = files.readAll(given.words(), (name, reader) -> printer.print(reader));
    if (!counts.toMap().isEmpty()) {
      terminal.err().println(texts.counted("route.print.counted", counts.toMap()));
    }
    return good ? ExitStatus.GOOD : ExitStatus.BAD_INPUT;
  }
}

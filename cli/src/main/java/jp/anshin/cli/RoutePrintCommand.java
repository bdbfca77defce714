package jp.anshin.cli;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import jp.anshin.formats.mrt.BlockReading;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtBlock;
import jp.anshin.wire.mrt.MrtReader;
import org.jspecify.annotations.Nullable;

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

  /** The lines of one block, and what was met in it and not printed. */
  private record Printed(AsciiText lines, Counts counts) {}

  @Override
  public int run(Given given) throws InterruptedException {
    var counts = new Counts();
    var used = new ConcurrentLinkedQueue<AsciiText>();
    var reading =
        new BlockReading<>(
            Runtime.getRuntime().availableProcessors(),
            (reader, block) -> printed(reader, block, used.poll()));
    boolean good =
        new MrtFiles(terminal, texts)
            .readAll(
                given.words(),
                plain ->
                    reading.read(
                        plain,
                        printed -> {
                          terminal.out().write(printed.lines());
                          counts.addAll(printed.counts());
                          used.add(printed.lines());
                        }));
    if (!counts.toMap().isEmpty()) {
      terminal.err().println(texts.counted("route.print.counted", counts.toMap()));
    }
    return good ? ExitStatus.GOOD : ExitStatus.BAD_INPUT;
  }

  /**
   * Prints a block.
   *
   * @param used a text that nobody needs any more, or null
   */
  private static Printed printed(MrtReader reader, MrtBlock block, @Nullable AsciiText used) {
    var lines = used == null ? new AsciiText(4 * block.length()) : used;
    lines.clear();
    var counts = new Counts();
    new MrtTextPrinter(lines, counts).print(reader, block.peerIndex());
    return new Printed(lines, counts);
  }
}

package jp.anshin.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jp.anshin.route.simulation.Leak2017;
import jp.anshin.route.simulation.SimulationSize;

/**
 * {@code anshin route simulate --out DIR}: the event of the demo as MRT files, for benchmarks and
 * for trying a scan.
 */
record RouteSimulateCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule OUT = OptionRule.value("--out", "DIR", "option.out").required();
  private static final OptionRule SEED = OptionRule.value("--seed", "N", "option.seed");
  private static final OptionRule SCALE = OptionRule.value("--scale", "F", "option.scale");

  /** Writes one file. */
  private interface Content {
    void write(OutputStream file) throws IOException;
  }

  @Override
  public List<OptionRule> options() {
    return List.of(OUT, SEED, SCALE);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    String out = given.required(OUT);
    long seed = given.wholeNumber(SEED, Long.MIN_VALUE, Long.MAX_VALUE, Leak2017.SEED);
    var size = SimulationSize.scaled(given.number(SCALE, SimulationSize.SCALE_MIN, 1, 1));
    try {
      Path directory = Files.createDirectories(Path.of(out));
      var event = new Leak2017(seed, size);
      write(directory.resolve("rib.mrt.gz"), event::writeTable);
      write(directory.resolve("updates.mrt.gz"), event::writeUpdates);
      String notice = texts.sentence("simulate.written", seed, directory);
      Files.writeString(directory.resolve("README.txt"), notice + "\n");
      terminal.out().line(notice);
      return ExitStatus.GOOD;
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(
          texts.sentence("simulate.not-written", out, String.valueOf(e.getMessage())));
    }
  }

  private static void write(Path file, Content content) throws IOException {
    try (OutputStream compressed =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      content.write(compressed);
    }
  }
}

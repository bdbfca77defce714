package jp.anshin.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import jp.anshin.route.simulation.Leak2017;
import jp.anshin.route.simulation.SimulationSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code anshin route simulate --out DIR}: the event of the demo as MRT files, for benchmarks and
 * for trying a scan.
 */
@Command(name = "simulate", hidden = true)
final class RouteSimulateCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Texts texts;

  @Spec private @Nullable CommandSpec spec;
  private SimulationSize size = SimulationSize.FULL;

  @Option(names = "--out", required = true, paramLabel = "DIR", descriptionKey = "option.out")
  private String out = "";

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private long seed = Leak2017.SEED;

  RouteSimulateCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Option(names = "--scale", paramLabel = "F", descriptionKey = "option.scale")
  void setScale(String text) {
    try {
      size = SimulationSize.scaled(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw new IllegalStateException("picocli has not set the command's model", e);
      }
      throw new ParameterException(spec.commandLine(), texts.sentence("demo.scale-wrong", text), e);
    }
  }

  /** Writes one file. */
  private interface Content {
    void write(OutputStream file) throws IOException;
  }

  @Override
  public Integer call() {
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
      terminal
          .err()
          .println(texts.sentence("simulate.not-written", out, String.valueOf(e.getMessage())));
      return ExitStatus.BAD_INPUT;
    }
  }

  private static void write(Path file, Content content) throws IOException {
    try (OutputStream compressed =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      content.write(compressed);
    }
  }
}

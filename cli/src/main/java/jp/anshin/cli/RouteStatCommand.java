package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.formats.mrt.BlockReading;
import jp.anshin.formats.mrt.RouteRecording;
import jp.anshin.route.statistics.RouteStatistics;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtBlock;
import jp.anshin.wire.mrt.MrtReader;
import org.jspecify.annotations.Nullable;

/** {@code anshin route stat FILE…}: decodes everything and says what there is, and how much. */
record RouteStatCommand(Terminal terminal, Texts texts) implements Verb {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json-object");

  @Override
  public List<OptionRule> options() {
    return List.of(JSON);
  }

  @Override
  public boolean readsFiles() {
    return true;
  }

  /** What came of one file; the fault is a sentence. */
  private record Read(RouteStatistics statistics, Counts passedOver, @Nullable String fault) {}

  @Override
  public int run(Given given) throws InterruptedException {
    var all = new RouteStatistics();
    var passedOver = new Counts();
    var faults = new ArrayList<String>();
    for (Read read : readAll(given.words())) {
      all.addAll(read.statistics());
      passedOver.addAll(read.passedOver());
      if (read.fault() != null) {
        faults.add(read.fault());
      }
    }
    faults.forEach(terminal.err()::println);
    if (!passedOver.toMap().isEmpty()) {
      terminal.err().println(texts.counted("mrt.passed-over", passedOver.toMap()));
    }
    if (given.has(JSON)) {
      terminal.out().line(StatisticsLines.json(all));
    } else {
      StatisticsLines.of(all, texts).forEach(terminal.out()::line);
    }
    return faults.isEmpty() ? ExitStatus.GOOD : ExitStatus.BAD_INPUT;
  }

  /** As many files at once as there are processors; the results in the order of the names. */
  private List<Read> readAll(List<String> names) throws InterruptedException {
    var files = new MrtFiles(terminal, texts);
    long size = names.stream().mapToLong(MrtFiles::size).sum();
    int threads = Math.min(names.size(), PROCESSORS);
    try (var progress = new Progress(terminal, names.getFirst(), size);
        var pool = Executors.newFixedThreadPool(threads)) {
      var reading = new ArrayList<Future<Read>>();
      for (String name : names) {
        reading.add(pool.submit(() -> read(name, files, progress)));
      }
      var done = new ArrayList<Read>();
      for (var each : reading) {
        done.add(each.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Read read(String name, MrtFiles files, Progress progress)
      throws InterruptedException {
    progress.now(name);
    var statistics = new RouteStatistics();
    var passedOver = new Counts();
    var reading = new BlockReading<>(PROCESSORS, (reader, block) -> ofBlock(name, reader, block));
    try (InputStream raw = progress.counting(files.open(name));
        InputStream plain = RouteRecording.open(raw, passedOver)) {
      var fault = reading.read(plain, statistics::addAll);
      return new Read(statistics, passedOver, fault == null ? null : files.sentence(name, fault));
    } catch (IOException | InvalidPathException e) {
      return new Read(statistics, passedOver, files.sentence(name, e));
    }
  }

  private static RouteStatistics ofBlock(String name, MrtReader reader, MrtBlock block) {
    var statistics = new RouteStatistics();
    statistics.read(name, reader, block.peerIndex());
    return statistics;
  }
}

package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.relations.CaidaRelations;
import jp.anshin.formats.relations.OperatorRelations;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.Operator;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.scan.RouteScan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anshin route scan FILE…}: looks for leaks in recorded updates. */
@Command(name = "scan")
final class RouteScanCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Texts texts;

  @Option(names = "--baseline", paramLabel = "RIB", descriptionKey = "option.baseline")
  private List<String> baseline = new ArrayList<>();

  @Option(names = "--relations", paramLabel = "FILE", descriptionKey = "option.relations")
  private @Nullable String relations;

  @Option(names = "--operator", paramLabel = "FILE", descriptionKey = "option.operator")
  private @Nullable String operatorFile;

  @Option(names = "--json", descriptionKey = "option.json-lines")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "parameter.mrt-files")
  private List<String> files = new ArrayList<>();

  RouteScanCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Override
  public Integer call() {
    var reading = new MrtFiles(terminal, texts);
    RouteScan.Result result;
    ScanInputs inputs;
    try (var progress = new Progress(terminal, files.getFirst(), totalSize())) {
      inputs = new ScanInputs(reading, progress);
      var stated = new StatedRelations.Builder();
      if (relations != null) {
        stated.addAll(relations(relations));
      }
      LongToIntFunction firstHop = as -> 0;
      if (operatorFile != null) {
        Operator operator = operator(operatorFile, inputs);
        stated.addAll(OperatorRelations.of(operator));
        firstHop = as -> OperatorRelations.firstHop(operator, as);
      }
      result =
          new RouteScan(stated.build(), firstHop, progress::now)
              .run(inputs.of(baseline), inputs.of(files));
    } catch (RefusedInput e) {
      terminal.err().println(e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
    return tell(result, inputs);
  }

  private int tell(RouteScan.Result result, ScanInputs inputs) {
    result.faults().forEach(fault -> terminal.err().println(inputs.sentence(fault)));
    if (!result.counted().isEmpty()) {
      terminal.err().println(texts.sentence("scan.counted", list(result.counted())));
    }
    if (!result.watched()) {
      terminal.err().println(texts.sentence("scan.only-warm-up"));
    }
    if (json) {
      result.incidents().forEach(incident -> terminal.out().line(IncidentLines.json(incident)));
    } else if (result.incidents().isEmpty()) {
      terminal.out().line(texts.sentence("scan.none", result.records()));
    } else {
      IncidentLines.table(result.incidents(), texts).forEach(terminal.out()::line);
    }
    if (!result.faults().isEmpty()) {
      return ExitStatus.BAD_INPUT;
    }
    return result.incidents().isEmpty() ? ExitStatus.GOOD : ExitStatus.FINDINGS;
  }

  private static String list(Map<String, Long> counted) {
    return counted.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private long totalSize() {
    return Stream.of(baseline, files).flatMap(List::stream).mapToLong(MrtFiles::size).sum();
  }

  private StatedRelations relations(String name) throws RefusedInput {
    try (InputStream in = Decompression.open(new MrtFiles(terminal, texts).open(name))) {
      return CaidaRelations.read(in);
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(name, texts.language().locale()));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(new MrtFiles(terminal, texts).sentence(name, e));
    }
  }

  /** Who we were on the day of the first record. */
  private Operator operator(String name, ScanInputs inputs) throws RefusedInput {
    LocalDate day = inputs.dayOf(files.getFirst()).orElse(LocalDate.EPOCH);
    return TextFiles.operator(name, terminal, texts).on(day);
  }
}

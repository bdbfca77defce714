package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.relations.CaidaRelations;
import jp.anshin.formats.relations.FirstHops;
import jp.anshin.formats.relations.OperatorRelations;
import jp.anshin.formats.relations.WatchedByOperator;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.Operator;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.scan.RouteScan;
import jp.anshin.route.table.PeerKey;

/** {@code anshin route scan FILE…}: looks for leaks in recorded updates. */
record RouteScanCommand(Terminal terminal, Texts texts) implements Verb {

  /** So many are named; a route server has hundreds. */
  private static final int UNJUDGED_SHOWN = 5;

  private static final OptionRule BASELINE =
      OptionRule.value("--baseline", "RIB", "option.baseline").repeatable();
  private static final OptionRule RELATIONS =
      OptionRule.value("--relations", "FILE", "option.relations");
  private static final OptionRule OPERATOR =
      OptionRule.value("--operator", "FILE", "option.operator");
  private static final OptionRule FINDINGS = OptionRule.flag("--findings", "option.findings");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json-lines");

  @Override
  public List<OptionRule> options() {
    return List.of(BASELINE, RELATIONS, OPERATOR, FINDINGS, JSON);
  }

  @Override
  public boolean readsFiles() {
    return true;
  }

  @Override
  public int run(Given given) throws RefusedInput {
    List<String> baseline = given.values(BASELINE);
    List<String> files = given.words();
    ScanInputs inputs;
    RouteScan.Result result;
    try (var progress = new Progress(terminal, files.getFirst(), totalSize(baseline, files))) {
      inputs = new ScanInputs(new MrtFiles(terminal, texts), progress);
      var stated = new StatedRelations.Builder();
      String relations = given.value(RELATIONS);
      if (relations != null) {
        stated.addAll(relations(relations));
      }
      FirstHop firstHop = FirstHop.NONE;
      Watched watched = Watched.NOTHING;
      String operatorFile = given.value(OPERATOR);
      if (operatorFile != null) {
        Operator operator = operator(operatorFile, files.getFirst(), inputs);
        stated.addAll(OperatorRelations.of(operator));
        firstHop = new FirstHops(Optional.of(operator));
        watched = WatchedByOperator.of(operator);
      }
      result =
          new RouteScan(stated.build(), watched, firstHop, progress::now)
              .run(inputs.of(baseline), inputs.of(files));
    }
    return tell(result, inputs, given);
  }

  private int tell(RouteScan.Result result, ScanInputs inputs, Given given) {
    result.faults().forEach(fault -> terminal.err().println(inputs.sentence(fault)));
    if (!inputs.passedOver().isEmpty()) {
      terminal.err().println(texts.counted("mrt.passed-over", inputs.passedOver()));
    }
    if (!result.counted().isEmpty()) {
      terminal.err().println(texts.counted("scan.counted", result.counted()));
    }
    if (!result.watched() && result.records() > 0) {
      terminal.err().println(texts.sentence("scan.only-warm-up"));
    }
    tellUnjudged(result.unjudged());
    var told = new ArrayList<>(result.incidents());
    if (given.has(FINDINGS)) {
      told.addAll(result.findings());
    } else if (!result.findings().isEmpty()) {
      terminal.err().println(texts.sentence("scan.findings", result.findings().size()));
    }
    if (given.has(JSON)) {
      told.forEach(incident -> terminal.out().line(IncidentLines.json(incident)));
    } else if (!told.isEmpty()) {
      IncidentLines.table(told, texts).forEach(terminal.out()::line);
    } else if (result.records() > 0) {
      terminal.out().line(texts.sentence("scan.none", result.records()));
    }
    if (!result.faults().isEmpty()) {
      return ExitStatus.BAD_INPUT;
    }
    return result.incidents().isEmpty() ? ExitStatus.GOOD : ExitStatus.FINDINGS;
  }

  private void tellUnjudged(List<PeerKey> peers) {
    for (PeerKey peer : peers.subList(0, Math.min(peers.size(), UNJUDGED_SHOWN))) {
      terminal.err().println(texts.sentence("scan.unjudged", peer.address(), peer.as()));
    }
    if (peers.size() > UNJUDGED_SHOWN) {
      terminal.err().println(texts.sentence("scan.unjudged.more", peers.size() - UNJUDGED_SHOWN));
    }
  }

  private static long totalSize(List<String> baseline, List<String> files) {
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
  private Operator operator(String name, String first, ScanInputs inputs) throws RefusedInput {
    LocalDate day = inputs.dayOf(first).orElse(LocalDate.EPOCH);
    return TextFiles.operator(name, terminal, texts).on(day);
  }
}

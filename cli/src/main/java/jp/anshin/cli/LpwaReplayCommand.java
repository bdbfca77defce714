package jp.anshin.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.anshin.formats.lpwa.NetworkText;
import jp.anshin.formats.lpwa.OutageFacts;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Moments;
import jp.anshin.law.Rulebook;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Outage;
import org.jspecify.annotations.Nullable;

/** {@code anshin lpwa replay …}: what recorded events of an LPWA network tell of its outages. */
record LpwaReplayCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule NETWORK =
      OptionRule.value("--network", "FILE", "option.lpwa-network");
  private static final OptionRule EVENTS =
      OptionRule.value("--events", "FILE", "option.lpwa-events").repeatable();
  private static final OptionRule UNTIL =
      OptionRule.value("--until", "MOMENT", "option.lpwa-until");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.lpwa-json");

  @Override
  public List<OptionRule> options() {
    return List.of(NETWORK, EVENTS, UNTIL, AccidentLawbook.RULEBOOK, JSON);
  }

  @Override
  public boolean takesMoreFiles() {
    return true;
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    List<String> files =
        Stream.concat(given.values(EVENTS).stream(), given.words().stream()).toList();
    if (files.isEmpty()) {
      throw new WrongUsage(texts.sentence("usage.missing", "--events FILE"));
    }
    Instant until = until(given);
    Rulebook rulebook = new AccidentLawbook(terminal, texts).chosenBy(given);
    if (rulebook.lpwa() == null) {
      throw new RefusedInput(texts.sentence("lpwa.replay.rulebook"));
    }
    Network network = network(given.value(NETWORK));
    LpwaReplay replay = LpwaReplay.of(network, files, until, terminal, texts);
    var facts = new OutageFacts(rulebook, network);
    var law = AccidentLawbook.law(rulebook);
    Map<String, List<Outage>> events = facts.events(replay.outages(), replay.asOf());
    List<LpwaJudged> judged =
        replay.outages().stream()
            .map(outage ->
                LpwaJudged.of(
                    outage, events.getOrDefault(outage.id(), List.of()), facts, law, replay.asOf()))
            .toList();
    return tell(replay, judged, network, given.has(JSON));
  }

  private @Nullable Instant until(Given given) throws WrongUsage {
    String written = given.value(UNTIL);
    if (written == null) {
      return null;
    }
    Instant until = Moments.read(written).orElse(null);
    if (until == null) {
      throw given.wrong(UNTIL, written);
    }
    return until;
  }

  private Network network(@Nullable String file) throws RefusedInput {
    if (file == null) {
      return Network.UNKNOWN;
    }
    try {
      String text = TextFiles.text(file, terminal, texts);
      Path here = Path.of(file.equals(MrtFiles.STANDARD_INPUT) ? "" : file);
      return NetworkText.read(text, NetworkText.beside(here));
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(file, texts.language().locale()));
    }
  }

  private int tell(LpwaReplay replay, List<LpwaJudged> judged, Network network, boolean json) {
    var story = new LpwaStory(texts, network);
    if (json) {
      var lines = new LpwaLines(texts);
      judged.stream()
          .filter(LpwaJudged::isIncident)
          .forEach(each -> terminal.out().line(lines.json(each)));
      story.beside(replay, judged).forEach(terminal.err()::println);
    } else {
      story.incidents(replay, judged).forEach(terminal.out()::line);
      story.beside(replay, judged).forEach(terminal.out()::line);
    }
    replay.faults().forEach(terminal.err()::println);
    if (replay.isEmpty()) {
      terminal.err().println(texts.sentence("lpwa.replay.empty"));
    }
    if (!replay.faults().isEmpty() || replay.isEmpty()) {
      return ExitStatus.BAD_INPUT;
    }
    return judged.stream().anyMatch(LpwaJudged::isIncident) ? ExitStatus.FINDINGS : ExitStatus.GOOD;
  }
}

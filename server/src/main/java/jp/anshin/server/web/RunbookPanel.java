package jp.anshin.server.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.incident.runbook.WorkedRunbook;
import org.jspecify.annotations.Nullable;

/**
 * The runbooks of an incident as its page shows them.
 *
 * @param books as the incident is worked by them
 * @param ticks the standing tick of each step that has one
 * @param done how many steps of these runbooks are ticked
 * @param steps how many there are
 * @param earlier ticks of steps that are in none of these runbooks any more
 */
record RunbookPanel(
    List<Book> books,
    Map<String, StepTicked> ticks,
    long done,
    int steps,
    List<StepTicked> earlier) {

  /**
   * One of them.
   *
   * @param is as the incident is worked by it
   * @param newer what is in force now, when that says something else; else null
   * @param changes from the one to the other
   */
  record Book(Runbook is, @Nullable Runbook newer, List<TextChanges.Line> changes) {
    static Book of(WorkedRunbook worked, Show show) {
      Runbook newer = worked.newer();
      List<TextChanges.Line> changes =
          newer == null
              ? List.of()
              : RunbookPanel.changes(Optional.of(worked.runbook()), Optional.of(newer), show);
      return new Book(worked.runbook(), newer, changes);
    }
  }

  static RunbookPanel of(List<WorkedRunbook> runbooks, RunbookProgress progress, Show show) {
    Map<String, StepTicked> ticks = progress.ticks();
    Set<String> steps =
        runbooks.stream()
            .flatMap(each -> each.runbook().steps().stream())
            .map(Runbook.Step::id)
            .collect(Collectors.toUnmodifiableSet());
    return new RunbookPanel(
        runbooks.stream().map(each -> Book.of(each, show)).toList(),
        ticks,
        ticks.keySet().stream().filter(steps::contains).count(),
        steps.size(),
        ticks.values().stream().filter(each -> !steps.contains(each.step())).toList());
  }

  /**
   * What changed from one version to the next, line by line; where there is none, nothing is said.
   */
  static List<TextChanges.Line> changes(
      Optional<Runbook> before, Optional<Runbook> after, Show show) {
    return TextChanges.between(
        before.map(book -> lines(book, show)).orElse(""),
        after.map(book -> lines(book, show)).orElse(""));
  }

  private static String lines(Runbook book, Show show) {
    return Stream.of(
            part("runbook.avoid", book.avoid().stream(), show),
            part("runbook.check", book.check().stream().map(Runbook.Step::words), show),
            part("runbook.act", book.act().stream().map(Runbook.Step::words), show))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> part(String title, Stream<LocalizedText> sentences, Show show) {
    return Stream.concat(
        Stream.of("[" + show.say(title) + "]"), sentences.map(each -> "  " + show.text(each)));
  }
}

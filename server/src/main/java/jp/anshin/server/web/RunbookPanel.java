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
 * @param earlier ticks of steps that are in none of these runbooks any more
 */
record RunbookPanel(List<Book> books, Map<String, StepTicked> ticks, List<StepTicked> earlier) {

  /**
   * One of them.
   *
   * @param is as the incident is worked by it
   * @param done how many of its steps are ticked
   * @param newer what is in force now, when that says something else; else null
   * @param changes from the one to the other
   */
  record Book(Runbook is, int done, @Nullable Runbook newer, List<TextChanges.Line> changes) {

    static Book of(WorkedRunbook worked, Set<String> ticked, Show show) {
      Runbook is = worked.runbook();
      Runbook newer = worked.newer();
      return new Book(
          is,
          (int) is.steps().stream().filter(step -> ticked.contains(step.id())).count(),
          newer,
          newer == null
              ? List.of()
              : RunbookPanel.changes(Optional.of(is), Optional.of(newer), show));
    }

    /** Whether there is still something to do. */
    public boolean goesOn() {
      return done < is.steps().size();
    }
  }

  static RunbookPanel of(List<WorkedRunbook> runbooks, RunbookProgress progress, Show show) {
    Map<String, StepTicked> ticks = progress.ticks();
    return new RunbookPanel(
        runbooks.stream().map(each -> Book.of(each, ticks.keySet(), show)).toList(),
        ticks,
        ticks.values().stream().filter(tick -> isInNone(runbooks, tick.step())).toList());
  }

  private static boolean isInNone(List<WorkedRunbook> runbooks, String step) {
    return runbooks.stream().allMatch(each -> each.runbook().step(step).isEmpty());
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

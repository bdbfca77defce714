package jp.anshin.incident.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.runbook.RunbookEvent.RunbookTaken;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookEvent.StepUnticked;

/**
 * How far the runbooks of an incident have been worked.
 *
 * @param incident which
 * @param events what happened, first first
 */
public record RunbookProgress(IncidentId incident, List<RunbookEvent> events) {

  public RunbookProgress {
    events = List.copyOf(events);
  }

  /** Nothing has been ticked yet. */
  public static RunbookProgress none(IncidentId incident) {
    return new RunbookProgress(incident, List.of());
  }

  /** What it is after those events. */
  public RunbookProgress after(List<RunbookEvent> more) {
    var all = new ArrayList<>(events);
    all.addAll(more);
    return new RunbookProgress(incident, all);
  }

  /** The standing tick of each step that has one, in the order they were ticked. */
  public Map<String, StepTicked> ticks() {
    var standing = new LinkedHashMap<String, StepTicked>();
    for (RunbookEvent event : events) {
      switch (event) {
        case StepTicked ticked -> standing.putLast(ticked.step(), ticked);
        case StepUnticked undone -> standing.remove(undone.step());
        case RunbookTaken _ -> {
          // A step is known by its words: what the new one says too stays ticked.
        }
      }
    }
    return standing;
  }

  /** The standing tick of that step, or empty. */
  public Optional<StepTicked> tick(String step) {
    return Optional.ofNullable(ticks().get(step));
  }

  /** What the incident is worked by, by kind. */
  public Map<String, Runbook> taken() {
    var taken = new LinkedHashMap<String, Runbook>();
    for (RunbookEvent event : events) {
      if (event instanceof RunbookTaken is) {
        taken.put(is.runbook().kind(), is.runbook());
      }
    }
    return taken;
  }

  /**
   * The runbooks of the incident: those of its kinds in their alphabet, the general one when none
   * of them has its own; then what it was worked by besides. Never empty.
   *
   * @param inForce the runbook of a kind, of the general one always
   */
  public List<WorkedRunbook> runbooks(Incident known, Function<String, Optional<Runbook>> inForce) {
    var kinds = new TreeSet<String>();
    known.detections().forEach(each -> kinds.addAll(each.kinds()));
    Map<String, Runbook> taken = taken();
    kinds.removeIf(kind -> !taken.containsKey(kind) && inForce.apply(kind).isEmpty());
    var all = new ArrayList<String>(kinds);
    if (all.isEmpty()) {
      all.add(Runbook.GENERAL);
    }
    taken.keySet().stream().filter(kind -> !all.contains(kind)).forEach(all::add);
    return all.stream().flatMap(kind -> worked(taken, kind, inForce).stream()).toList();
  }

  private static Optional<WorkedRunbook> worked(
      Map<String, Runbook> taken, String kind, Function<String, Optional<Runbook>> inForce) {
    Optional<Runbook> now = inForce.apply(kind);
    Runbook is = taken.get(kind);
    return is == null
        ? now.map(book -> new WorkedRunbook(book, null))
        : Optional.of(
            new WorkedRunbook(is, now.filter(book -> !book.saysTheSame(is)).orElse(null)));
  }
}

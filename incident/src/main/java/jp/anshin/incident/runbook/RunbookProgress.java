package jp.anshin.incident.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookEvent.StepUnticked;
import org.jspecify.annotations.Nullable;

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

  /** What it is after that event. */
  public RunbookProgress after(RunbookEvent event) {
    var all = new ArrayList<>(events);
    all.add(event);
    return new RunbookProgress(incident, all);
  }

  /** The standing tick of each step that has one, in the order they were ticked. */
  public Map<String, StepTicked> ticks() {
    var standing = new LinkedHashMap<String, StepTicked>();
    for (RunbookEvent event : events) {
      standing.remove(event.step());
      switch (event) {
        case StepTicked ticked -> standing.put(ticked.step(), ticked);
        case StepUnticked undone -> {
          // Taken away above.
        }
      }
    }
    return standing;
  }

  /** The standing tick of that step, or null. */
  public @Nullable StepTicked tick(String step) {
    return ticks().get(step);
  }
}

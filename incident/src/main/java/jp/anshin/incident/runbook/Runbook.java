package jp.anshin.incident.runbook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;

/**
 * What people work by when something of a kind was detected.
 *
 * @param kind as a detection names it, or {@link #GENERAL}
 * @param avoid second damage that must not be done: warnings, never ticked
 * @param check what to find out, in that order
 * @param act what to do, in that order
 */
public record Runbook(String kind, List<LocalizedText> avoid, List<Step> check, List<Step> act) {

  /** The runbook for kinds that have none of their own. */
  public static final String GENERAL = "general";

  private static final String BUNDLE = "jp.anshin.incident.runbook.runbooks";

  public Runbook {
    avoid = List.copyOf(avoid);
    check = List.copyOf(check);
    act = List.copyOf(act);
  }

  /**
   * One step that somebody ticks.
   *
   * @param id unique over all runbooks, for instance {@code leak.check.1}
   * @param words what to do
   */
  public record Step(String id, LocalizedText words) {}

  /** The one that is shipped for that kind; empty when the general one serves. */
  public static Optional<Runbook> shipped(String kind) {
    var found =
        new Runbook(
            kind,
            steps(kind, "avoid").stream().map(Step::words).toList(),
            steps(kind, "check"),
            steps(kind, "act"));
    return found.check.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /**
   * Those of an incident, in the alphabet of its kinds: one for each kind that has its own, the
   * general one when none has. Never empty.
   */
  public static List<Runbook> of(Incident incident) {
    SortedSet<String> kinds = new TreeSet<>();
    incident.detections().forEach(each -> kinds.addAll(each.kinds()));
    List<Runbook> own = kinds.stream().flatMap(kind -> shipped(kind).stream()).toList();
    return own.isEmpty() ? shipped(GENERAL).stream().toList() : own;
  }

  /** All that can be ticked, what to check before what to do. */
  public List<Step> steps() {
    return Stream.concat(check.stream(), act.stream()).toList();
  }

  private static List<Step> steps(String kind, String part) {
    ResourceBundle japanese = ResourceBundle.getBundle(BUNDLE, Locale.JAPANESE);
    ResourceBundle english = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);
    return Stream.iterate(1, number -> number + 1)
        .map(number -> kind + "." + part + "." + number)
        .takeWhile(japanese::containsKey)
        .map(id -> new Step(id, new LocalizedText(japanese.getString(id), english.getString(id))))
        .toList();
  }
}

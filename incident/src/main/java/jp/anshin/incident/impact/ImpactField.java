package jp.anshin.incident.impact;

import java.util.List;
import jp.anshin.law.Citation;
import org.jspecify.annotations.Nullable;

/**
 * A fact that can be answered beside what users met, for how long and how many: asked by the law,
 * or by a field of a report.
 *
 * @param key that of the law's {@link jp.anshin.law.Question} where one asks for it, else its own
 * @param kind what is said
 * @param choices codes that can be chosen; empty where nothing can be
 * @param group fields of one group stand together: one of {@link ImpactFields}' groups, or the id
 *     of a duty or joined requirement of the rulebook
 * @param citation where the law asks, or null where it does not or where that is not known
 */
public record ImpactField(
    String key, Kind kind, List<String> choices, String group, @Nullable Citation citation) {

  /** What is said. */
  public enum Kind {
    /** Yes, no, or not known. */
    TRUTH,
    /** A whole number within bounds. */
    NUMBER,
    /** A moment within bounds. */
    MOMENT,
    /** A day in Japanese time. */
    DAY,
    /** One of the choices. */
    CHOICE,
    /** Any of the choices. */
    CHOICES,
    /** Words. */
    WORDS,
    /** How many were still affected for how long, step by step: {@link Said.Step}. */
    STEPS
  }

  public ImpactField {
    choices = List.copyOf(choices);
  }
}

package jp.anshin.incident.impact;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of one {@link ImpactField}. What its kind does not ask for is empty.
 *
 * @param truth whether it is so; undetermined where somebody said that it is not known; null where
 *     that is not asked
 * @param number how many, within bounds; unknown where no number is asked for
 * @param at when, within bounds, or null
 * @param day on which day in Japanese time, or null
 * @param codes what was chosen; empty where nothing can be
 * @param words what was said in words, or else what it rests on; may be empty
 */
public record Said(
    @Nullable Truth truth,
    Bounds number,
    @Nullable Interval at,
    @Nullable LocalDate day,
    List<String> codes,
    String words) {

  public Said {
    codes = List.copyOf(codes);
  }

  /** That it is so, is not so, or is not known. */
  public static Said of(Truth truth) {
    return new Said(truth, Bounds.UNKNOWN, null, null, List.of(), "");
  }

  /** How many. */
  public static Said of(Bounds number) {
    return new Said(null, number, null, null, List.of(), "");
  }

  /** When. */
  public static Said at(Interval at) {
    return new Said(null, Bounds.UNKNOWN, at, null, List.of(), "");
  }

  /** On which day. */
  public static Said on(LocalDate day) {
    return new Said(null, Bounds.UNKNOWN, null, day, List.of(), "");
  }

  /** Which of those that can be chosen. */
  public static Said choosing(List<String> codes) {
    return new Said(null, Bounds.UNKNOWN, null, null, codes, "");
  }

  /** In words. */
  public static Said inWords(String words) {
    return new Said(null, Bounds.UNKNOWN, null, null, List.of(), words);
  }

  /** Whether it is so, as far as that was said. */
  public Truth claimed() {
    return truth == null ? Truth.UNDETERMINED : truth;
  }

  /** The same, with what it rests on. */
  public Said because(String evidence) {
    return new Said(truth, number, at, day, codes, evidence);
  }
}

package jp.anshin.incident.impact;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading.Extent;
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
 * @param steps how users were restored one after the other; empty where that is not asked
 */
public record Said(
    @Nullable Truth truth,
    Bounds number,
    @Nullable Interval at,
    @Nullable LocalDate day,
    List<String> codes,
    String words,
    List<Step> steps) {

  /** Restoration in more steps than these is told in words; the form has so many lines. */
  public static final int STEPS_MAX = 6;

  /**
   * So many were affected for so long; those who are missing in the next step were restored then.
   *
   * @param users all who were still affected until then
   * @param minutes from not being able to use it until then
   */
  public record Step(Bounds users, Bounds minutes) {

    private static final long SECONDS_PER_MINUTE = 60;

    /** The same as the law takes it. */
    Extent extent() {
      return new Extent(users, minutes.times(SECONDS_PER_MINUTE));
    }

    boolean follows(Step earlier) {
      return extent().follows(earlier.extent());
    }
  }

  public Said {
    codes = List.copyOf(codes);
    steps = List.copyOf(steps);
  }

  /** What was said of anything but steps. */
  public Said(
      @Nullable Truth truth,
      Bounds number,
      @Nullable Interval at,
      @Nullable LocalDate day,
      List<String> codes,
      String words) {
    this(truth, number, at, day, codes, words, List.of());
  }

  /** How users were restored one after the other, the first step first. */
  public static Said inSteps(List<Step> steps) {
    return new Said(null, Bounds.UNKNOWN, null, null, List.of(), "", steps);
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
    return new Said(truth, number, at, day, codes, evidence, steps);
  }
}

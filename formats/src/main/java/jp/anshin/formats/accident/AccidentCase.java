package jp.anshin.formats.accident;

import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * One accident of one 役務区分, as somebody wrote it down.
 *
 * @param id its name
 * @param line line of the file it begins on, from 1; 0 when it stands in none
 * @param occurredAt when it began: a moment, a day or a month in Japanese time
 * @param category code of its 役務区分 in the rulebook, or null when unknown
 * @param durationSeconds how long it lasted, in whole seconds, never rounded up
 * @param users affected users
 * @param impact what users met, or null when there was no place to say so
 * @param details what else was said
 */
public record AccidentCase(
    String id,
    int line,
    Interval occurredAt,
    @Nullable String category,
    Bounds durationSeconds,
    Bounds users,
    @Nullable CaseImpact impact,
    CaseDetails details) {

  /** A case of which nothing else was said. */
  public AccidentCase(
      String id,
      int line,
      Interval occurredAt,
      @Nullable String category,
      Bounds durationSeconds,
      Bounds users,
      @Nullable CaseImpact impact) {
    this(id, line, occurredAt, category, durationSeconds, users, impact, CaseDetails.NONE);
  }
}

package jp.anshin.formats.accident;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /**
   * In which columns another row of the same id says something else; empty when both say exactly
   * the same. Their lines aside.
   */
  public List<String> differsIn(AccidentCase other) {
    CaseDetails others = other.details;
    var columns = new ArrayList<String>();
    note(columns, "date", occurredAt.equals(other.occurredAt));
    note(columns, "service_category", Objects.equals(category, other.category));
    note(columns, "duration_minutes", durationSeconds.equals(other.durationSeconds));
    note(columns, "affected_users", users.equals(other.users));
    note(columns, "impact", impact == other.impact);
    note(columns, WrittenDetails.FACILITY, Objects.equals(details.facility(), others.facility()));
    note(columns, WrittenDetails.FACILITY_DOWN, details.facilityDown() == others.facilityDown());
    note(columns, WrittenDetails.SAME_PREMISES, details.samePremises() == others.samePremises());
    note(
        columns,
        WrittenDetails.CAUSE,
        Objects.equals(details.cause(), others.cause())
            && details.causeWords().equals(others.causeWords()));
    note(columns, WrittenDetails.AREA, details.area().equals(others.area()));
    note(columns, WrittenDetails.PLACE, details.place().equals(others.place()));
    note(columns, WrittenDetails.SUMMARY, details.summary().equals(others.summary()));
    note(columns, WrittenDetails.OWNER, details.owner().equals(others.owner()));
    note(columns, WrittenDetails.SIMULATED, details.simulated() == others.simulated());
    return List.copyOf(columns);
  }

  /** Whether another row of the same id says exactly the same. */
  public boolean saysTheSame(AccidentCase other) {
    return differsIn(other).isEmpty();
  }

  private static void note(List<String> columns, String column, boolean same) {
    if (!same) {
      columns.add(column);
    }
  }
}

package jp.anshin.documents.facts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.incident.LocalizedText;

/**
 * The period of a periodic report: a quarter of a fiscal year, the first from April, or a whole
 * one.
 *
 * @param written as a person writes it, {@code 2024Q1} or {@code FY2025}
 * @param first first day
 * @param last last day
 * @param months its length
 */
public record ReportPeriod(String written, LocalDate first, LocalDate last, int months) {

  private static final Pattern QUARTER = Pattern.compile("([0-9]{4})Q([1-4])");
  private static final Pattern YEAR = Pattern.compile("FY([0-9]{4})");
  private static final int APRIL = 4;
  private static final int MONTHS_PER_QUARTER = 3;
  private static final int MONTHS_PER_YEAR = 12;

  /** The period, or nothing when the text names none. */
  public static Optional<ReportPeriod> read(String text) {
    try {
      Matcher quarter = QUARTER.matcher(text);
      if (quarter.matches()) {
        int before = Integer.parseInt(quarter.group(2)) - 1;
        return Optional.of(
            of(
                text,
                april(quarter.group(1)).plusMonths((long) before * MONTHS_PER_QUARTER),
                MONTHS_PER_QUARTER));
      }
      Matcher year = YEAR.matcher(text);
      return year.matches()
          ? Optional.of(of(text, april(year.group(1)), MONTHS_PER_YEAR))
          : Optional.empty();
    } catch (DateTimeException noYear) {
      return Optional.empty();
    }
  }

  private static LocalDate april(String year) {
    return LocalDate.of(Integer.parseInt(year), APRIL, 1);
  }

  private static ReportPeriod of(String written, LocalDate first, int months) {
    return new ReportPeriod(written, first, first.plusMonths(months).minusDays(1), months);
  }

  /** Whether that day is in it. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** In words. */
  public LocalizedText words() {
    return new LocalizedText(
        written + "（" + first + "～" + last + "）", written + " (" + first + " to " + last + ")");
  }
}

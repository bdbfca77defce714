package jp.anshin.formats.accident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Moments as people write them, in Japanese time unless they say another: {@code 2012-01-25},
 * {@code 2012/1/25 8:26}, {@code 2011-06}, {@code 令和5年4月3日}, {@code 2012-01-25T08:26..08:40}.
 */
final class WrittenMoment {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** An era, from its first day until the next one begins; its first year is that of the day. */
  private enum Era {
    REIWA("令和", "R", LocalDate.of(2019, 5, 1)),
    HEISEI("平成", "H", LocalDate.of(1989, 1, 8)),
    SHOWA("昭和", "S", LocalDate.of(1926, 12, 25));

    private final String word;
    private final String letter;
    private final LocalDate first;

    Era(String word, String letter, LocalDate first) {
      this.word = word;
      this.letter = letter;
      this.first = first;
    }

    static Era named(String text) {
      for (Era era : values()) {
        if (era.word.equals(text) || era.letter.equals(text)) {
          return era;
        }
      }
      throw new IllegalArgumentException(text);
    }

    /** That of a day; before the earliest that is known, that one. */
    static Era of(LocalDate day) {
      for (Era era : values()) {
        if (!day.isBefore(era.first)) {
          return era;
        }
      }
      return SHOWA;
    }

    int year(int inEra) {
      return first.getYear() - 1 + inEra;
    }

    String month(LocalDate day) {
      int year = day.getYear() - first.getYear() + 1;
      return word + (year == 1 ? "元" : year) + "年" + day.getMonthValue() + "月";
    }
  }

  private static final Pattern DAY =
      Pattern.compile(
          "(令和|平成|昭和|[RHS])?\\s*([0-9]{1,4}|元)(?:[-/.]|年\\s*)([0-9]{1,2})"
              + "(?:(?:[-/.]|月\\s*)([0-9]{1,2})日?|月)?");
  private static final Pattern COMPACT = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{1,2})(?::|時)(?:([0-9]{1,2})(?:分)?(?::?([0-9]{1,2})(?:\\.[0-9]+)?秒?)?)?"
              + "\\s*(Z|[+-][0-9]{2}:?[0-9]{2}|JST)?");
  private static final Pattern BOTH = Pattern.compile("(.*?[0-9日])(?:T|\\s+|(?<=日)\\s*)(\\S.*)");

  private WrittenMoment() {}

  /**
   * Reads a moment: exact when it has a time of day, else any moment of the day, or of the month.
   *
   * @param column name of the column, for faults
   * @throws FaultyCaseException when it is none, or its end lies before its start
   */
  static Interval read(String column, String raw) throws FaultyCaseException {
    Written written = Written.of(raw);
    if (written.isUnknown()) {
      throw Written.fault(column, "date.blank");
    }
    String[] ends = written.ends();
    Interval first = one(column, ends[0]);
    String second = ends[1];
    if (TIME.matcher(second).matches()) { // 2012-01-25 08:26..08:40
      second = LocalDate.ofInstant(first.earliest(), JAPAN) + " " + second;
    }
    Interval last = one(column, second);
    if (last.latest().isBefore(first.earliest())) {
      throw Written.fault(column, "date.reversed", ends[0], ends[1]);
    }
    return new Interval(first.earliest(), last.latest());
  }

  private static Interval one(String column, String text) throws FaultyCaseException {
    try {
      Matcher both = BOTH.matcher(text);
      if (both.matches() && TIME.matcher(both.group(2)).matches()) {
        Interval day = day(column, both.group(1).strip(), text);
        return Interval.at(time(day, both.group(2)));
      }
      return day(column, text, text);
    } catch (DateTimeException noSuchDay) {
      throw Written.fault(column, "date.none", text);
    }
  }

  private static Interval day(String column, String text, String whole) throws FaultyCaseException {
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches()) {
      return days(LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3)), 1);
    }
    Matcher day = DAY.matcher(text);
    if (!day.matches()) {
      throw Written.fault(column, "date.unreadable", whole);
    }
    int year = day.group(2).equals("元") ? 1 : number(day, 2);
    String era = day.group(1);
    if (era != null) {
      year = Era.named(era).year(year);
    } else if (day.group(2).length() < 4) {
      throw Written.fault(column, "date.unreadable", whole); // 25/1/2012: day or year first?
    }
    if (day.group(4) == null) {
      YearMonth month = YearMonth.of(year, number(day, 3));
      checkEra(column, whole, era, month.atDay(1), month.atEndOfMonth());
      return days(month.atDay(1), month.lengthOfMonth());
    }
    LocalDate one = LocalDate.of(year, number(day, 3), number(day, 4));
    checkEra(column, whole, era, one, one);
    return days(one, 1);
  }

  /** A year that an era never had, or a day before its first, is a slip in era or year. */
  private static void checkEra(
      String column, String whole, @Nullable String written, LocalDate first, LocalDate last)
      throws FaultyCaseException {
    if (written == null) {
      return;
    }
    Era era = Era.named(written);
    if (era != Era.of(first) && era != Era.of(last)) {
      Era right = Era.of(first);
      String day = first.equals(last) ? first.getDayOfMonth() + "日" : "";
      throw Written.fault(column, "date.era", whole, right.month(first) + day);
    }
    if (last.isBefore(era.first)) {
      throw Written.fault(column, "date.none", whole);
    }
  }

  private static Interval days(LocalDate first, int count) {
    Instant end = first.plusDays(count).atStartOfDay(JAPAN).toInstant();
    return new Interval(first.atStartOfDay(JAPAN).toInstant(), end.minusNanos(1));
  }

  private static Instant time(Interval day, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new DateTimeException(text);
    }
    LocalTime clock =
        LocalTime.of(
            number(time, 1),
            time.group(2) == null ? 0 : number(time, 2),
            time.group(3) == null ? 0 : number(time, 3));
    LocalDateTime local = LocalDate.ofInstant(day.earliest(), JAPAN).atTime(clock);
    String zone = time.group(4);
    return zone == null || zone.equals("JST")
        ? local.atZone(JAPAN).toInstant()
        : local.toInstant(ZoneOffset.of(zone));
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}

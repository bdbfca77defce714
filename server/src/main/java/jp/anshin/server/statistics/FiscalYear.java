package jp.anshin.server.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import jp.anshin.law.Figures;

/**
 * 年度: from 1 April to 31 March in Japanese time.
 *
 * @param number calendar year in which it begins
 */
public record FiscalYear(int number) {

  private static final int APRIL = 4;
  private static final int MONTHS = 12;

  /** The year of that day. */
  public static FiscalYear of(LocalDate day) {
    return new FiscalYear(day.getMonthValue() < APRIL ? day.getYear() - 1 : day.getYear());
  }

  /** The year of that instant. */
  public static FiscalYear of(Instant at) {
    return of(LocalDate.ofInstant(at, Figures.JAPAN));
  }

  /** Its first day. */
  public LocalDate first() {
    return LocalDate.of(number, APRIL, 1);
  }

  /** Its last day. */
  public LocalDate last() {
    return first().plusYears(1).minusDays(1);
  }

  /** Its months in order. */
  public List<YearMonth> months() {
    return IntStream.range(0, MONTHS)
        .mapToObj(each -> YearMonth.of(number, APRIL).plusMonths(each))
        .toList();
  }
}

package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.periodic.PeriodCount;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.law.Figures;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;

/**
 * What the report of a period says of itself; its lines lie beside it under their digest, so that
 * whoever approves the cover approves exactly these lines.
 */
public final class PeriodicCover {

  /** Key of the item that holds the digest of the lines. */
  public static final String DIGEST = "lines-digest";

  private static final Set<String> HEAD = Set.of("lines", "left-out", "decided", DIGEST);

  private PeriodicCover() {}

  /**
   * The cover.
   *
   * @param operator who reports
   * @param simulated whether it is about replays
   * @param count what becomes of the accidents of the period
   * @param digest SHA-256 of the lines in hexadecimal digits
   */
  public static Draft of(
      LocalizedText operator,
      ReportingPeriod period,
      boolean simulated,
      PeriodCount count,
      String digest) {
    var items = new Items("period");
    known(items, "sender", operator::in);
    known(items, "period", locale -> LawWords.in(locale).period(period));
    known(items, "lines", locale -> lines(count, locale));
    known(items, "left-out", locale -> leftOut(count, locale));
    known(items, "decided", locale -> number(locale, "period.text.decided", count.decided()));
    known(items, DIGEST, locale -> digest);
    return new Draft(
        DraftKind.PERIODIC_REPORT,
        simulated,
        DraftMessages.both(locale -> title(period, simulated, count, locale)),
        items.all());
  }

  /** What stands at the head of its papers beside who reports and the period. */
  public static List<LocalizedText> head(Draft cover) {
    return cover.items().stream()
        .filter(item -> HEAD.contains(item.key()))
        .map(item ->
            DraftMessages.both(locale ->
                say(locale, "period.head", item.label().in(locale), item.text().in(locale))))
        .toList();
  }

  /**
   * What stands beside a line of which a person decided.
   *
   * @param required whether the law wants it in: yes where only the form was open
   */
  public static LocalizedText decidedLine(Truth required) {
    return DraftMessages.both(locale -> say(locale, "period.text.decided-line." + required));
  }

  /**
   * What stands beside a line whose accident may have begun in another period: it is counted in
   * that of its first possible day.
   *
   * @param first first possible day in Japan
   * @param last last possible day
   */
  public static LocalizedText otherPeriodLine(LocalDate first, LocalDate last) {
    return DraftMessages.both(locale -> {
      LawWords words = LawWords.in(locale);
      return say(locale, "period.text.other-period-line", words.day(first), words.day(last));
    });
  }

  private static void known(Items items, String key, Function<Locale, String> text) {
    items.known(key, Readers.AUTHORITY, List.of(), text);
  }

  private static String title(
      ReportingPeriod period, boolean simulated, PeriodCount count, Locale locale) {
    String title =
        say(
            locale,
            count.nothing() ? "title.PERIODIC_REPORT.nothing" : "title.PERIODIC_REPORT",
            LawWords.in(locale).period(period));
    return simulated ? say(locale, "simulated.title", title) : title;
  }

  private static String lines(PeriodCount count, Locale locale) {
    if (count.nothing()) {
      return say(locale, "period.text.nothing");
    }
    return say(
        locale,
        "period.text.lines",
        figure(count.of(Treatment.FORM27), locale),
        figure(count.of(Treatment.SIMPLE), locale),
        figure(count.of(Treatment.OPEN), locale));
  }

  private static String leftOut(PeriodCount count, Locale locale) {
    return say(
        locale,
        "period.text.left-out",
        figure(count.of(Treatment.EXCLUDED_AS_SERIOUS), locale),
        figure(count.of(Treatment.EXEMPT), locale),
        figure(count.of(Treatment.LEFT_OUT), locale),
        figure(count.of(Treatment.NOT_REQUIRED), locale));
  }

  private static String number(Locale locale, String key, int value) {
    return say(locale, key, figure(value, locale));
  }

  private static String figure(int value, Locale locale) {
    return Figures.number(value, DraftMessages.spoken(locale));
  }
}

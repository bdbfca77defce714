package jp.anshin.server.duties;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.incident.LocalizedText;
import jp.anshin.law.Figures;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.words.LawWords;

/** What duties are called, in both languages. */
final class DutyWords {

  private DutyWords() {}

  static LocalizedText title(String key) {
    return both(locale -> text(key, locale));
  }

  /** Services of one 役務区分 together. */
  static LocalizedText together(List<LocalizedText> services) {
    return both(locale ->
        text(
            "together",
            locale,
            services.stream().map(each -> each.in(locale)).collect(Collectors.joining(" + "))));
  }

  /** A pair of thresholds of a service, for instance "serious accident: 1 h and 30,000 users". */
  static LocalizedText threshold(Crossing crossing, LocalizedText service) {
    return both(locale ->
        text(
            "threshold." + (crossing.proposed() ? "PROPOSED" : crossing.duty().name()),
            locale,
            service.in(locale),
            pair(crossing, locale)));
  }

  /** The report of a period. */
  static LocalizedText period(ReportingPeriod period) {
    return both(locale -> text("period", locale, LawWords.in(locale).period(period)));
  }

  private static String pair(Crossing crossing, Locale locale) {
    String lasting = Figures.duration(Duration.ofMinutes(crossing.durationMinutes()), locale);
    String users = Figures.number(crossing.users(), locale);
    if (crossing.users() == 0) {
      return text("pair.duration", locale, lasting);
    }
    return crossing.durationMinutes() == 0
        ? text("pair.users", locale, users)
        : text("pair", locale, lasting, users);
  }

  private static LocalizedText both(Function<Locale, String> words) {
    return new LocalizedText(words.apply(Locale.JAPANESE), words.apply(Locale.ENGLISH));
  }

  private static String text(String key, Locale locale, Object... arguments) {
    String pattern = ResourceBundle.getBundle("messages.duties", locale).getString("duty." + key);
    return new MessageFormat(pattern, locale).format(arguments);
  }
}

package jp.anshin.formats.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.anshin.law.Figures;

/** Moments as people write them. */
public final class Moments {

  private static final List<DateTimeFormatter> JAPANESE_TIME =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT),
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
              .withResolverStyle(ResolverStyle.STRICT),
          DateTimeFormatter.ISO_LOCAL_DATE_TIME);

  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'JST'", Locale.ROOT).withZone(Figures.JAPAN);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'JST'", Locale.ROOT).withZone(Figures.JAPAN);

  private Moments() {}

  /** The moment in Japanese time, with its seconds where it has any. */
  public static String written(Instant at) {
    boolean wholeMinute = at.equals(at.truncatedTo(ChronoUnit.MINUTES));
    return (wholeMinute ? TO_THE_MINUTE : TO_THE_SECOND).format(at);
  }

  /** The moment, in Japanese time where the text names no offset; nothing when it is none. */
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noOffset) {
      return JAPANESE_TIME.stream().flatMap(format -> local(text, format).stream()).findFirst();
    }
  }

  private static Optional<Instant> local(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text, format).atZone(Figures.JAPAN).toInstant());
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}

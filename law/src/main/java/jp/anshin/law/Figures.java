package jp.anshin.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, times and durations are written for people; nothing is rounded. */
public final class Figures {

  /** 日本標準時: every time shown to people is in it, and says so. */
  public static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private static final long MAN = 10_000;
  private static final long OKU = 100_000_000;
  private static final DateTimeFormatter JAPANESE_TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 H時mm分ss秒", Locale.JAPANESE).withZone(JAPAN);
  private static final DateTimeFormatter ENGLISH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(JAPAN);

  private Figures() {}

  /** A count: {@code 41,000} in English, {@code 4万1,000} in Japanese. */
  public static String number(long value, Locale locale) {
    return isJapanese(locale) ? japanese(value) : String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * How both ends of a range are written: {@code 5～4万} would read as 50,000 to 40,000.
   *
   * @param most null where nobody knows it
   */
  public static Locale ofRange(long least, @Nullable Long most, Locale locale) {
    boolean ofTwoUnits = most != null && least > 0 && least < MAN && most >= MAN;
    return ofTwoUnits ? Locale.ENGLISH : locale;
  }

  /** The day in Japan. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, JAPAN);
  }

  /** An instant in Japanese time, marked JST. */
  public static String time(Instant at, Locale locale) {
    return (isJapanese(locale) ? JAPANESE_TIME : ENGLISH_TIME).format(at) + " JST";
  }

  /** A duration down to the second: {@code 2時間}, {@code 23分}, {@code 1 h 37 min 5 s}. */
  public static String duration(Duration duration, Locale locale) {
    return isJapanese(locale)
        ? parts(duration, "時間", "分", "秒", "")
        : parts(duration, " h", " min", " s", " ");
  }

  private static String parts(Duration duration, String h, String min, String s, String gap) {
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append(h).append(gap);
    }
    boolean wholeHours =
        duration.toHours() > 0 && duration.toMinutesPart() == 0 && duration.toSecondsPart() == 0;
    if (wholeHours) {
      return text.toString().strip();
    }
    text.append(duration.toMinutesPart()).append(min);
    if (duration.toSecondsPart() > 0) {
      text.append(gap).append(duration.toSecondsPart()).append(s);
    }
    return text.toString();
  }

  private static String japanese(long value) {
    if (value < MAN) {
      return String.format(Locale.ROOT, "%,d", value);
    }
    long unit = value < OKU ? MAN : OKU;
    String head = String.format(Locale.ROOT, "%,d", value / unit) + (unit == MAN ? "万" : "億");
    long rest = value % unit;
    return rest == 0 ? head : head + japanese(rest);
  }

  private static boolean isJapanese(Locale locale) {
    return locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
  }
}

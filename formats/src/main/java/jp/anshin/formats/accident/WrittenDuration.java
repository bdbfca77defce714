package jp.anshin.formats.accident;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.law.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 101} and {@code 101.5} are minutes, {@code 1:41} hours and
 * minutes; {@code 1h41m}, {@code PT1H41M}, {@code 1時間41分} say their units.
 */
final class WrittenDuration {

  /** Ten years: no outage lasted longer, what is longer is a slip. */
  static final long SECONDS_MAX = 3_653L * 24 * 60 * 60;

  private static final String NUMBER = "([0-9]+(?:\\.[0-9]{1,12})?)";
  private static final Pattern MINUTES =
      Pattern.compile("((?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.[0-9]{1,12})?)");
  private static final Pattern CLOCK = Pattern.compile("([0-9]+):([0-5][0-9])(?::([0-5][0-9]))?");
  private static final Pattern UNITS =
      Pattern.compile(
          "(?:" + NUMBER + "d)?(?:" + NUMBER + "h)?(?:" + NUMBER + "m)?(?:" + NUMBER + "s)?");

  /** Nobody measures a thousandth of a minute: the point may part thousands. */
  private static final Pattern THOUSANDS = Pattern.compile("([0-9]{1,3})\\.([0-9]{2}0)(?:m|分間?)?");

  private static final long[] UNIT_SECONDS = {86_400, 3_600, 60, 1};

  private WrittenDuration() {}

  /**
   * Reads a duration or a range of durations.
   *
   * @param column name of the column, for faults
   * @return whole seconds; a fraction of a second is left out, which never reaches a threshold
   *     early
   * @throws FaultyCaseException when it is negative or no duration
   */
  static Bounds read(String column, String raw) throws FaultyCaseException {
    return Written.of(raw).bounds(column, part -> seconds(column, part));
  }

  /**
   * What is told of a duration that was read with a fraction and may be meant in thousands: {@code
   * 1.200} is 1.2 minutes. Null of any other.
   */
  static @Nullable CaseFault notice(int line, String column, String raw) {
    Matcher found = THOUSANDS.matcher(Written.of(raw).text());
    return found.matches()
        ? CaseFault.of(
            line,
            column,
            "notice.fraction",
            raw.strip(),
            new BigDecimal(found.group(1) + "." + found.group(2))
                .stripTrailingZeros()
                .toPlainString(),
            found.group(1) + found.group(2))
        : null;
  }

  /** One duration in whole seconds. */
  static long seconds(String column, String part) throws FaultyCaseException {
    String text = Written.isDigits(part) ? part : unified(part);
    if (text.matches("[-−▲].*|p?t?-.*")) {
      throw Written.fault(column, "duration.negative", part);
    }
    BigDecimal seconds = exact(text);
    if (seconds == null) {
      throw Written.fault(column, "duration.unreadable", part);
    }
    if (seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw Written.fault(column, "duration.too-long", part);
    }
    return seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  /** Every unit by its first letter, without spaces: {@code 1h41m}. */
  private static String unified(String part) {
    String text = part.toLowerCase(Locale.ROOT).replaceAll("\\s|and|間$", "");
    text = text.replaceAll("days?|日間?", "d").replaceAll("hours?|hrs?|時間?", "h");
    text = text.replaceAll("minutes?|mins?|分間?", "m").replaceAll("seconds?|secs?|秒間?", "s");
    return text.matches("p[0-9].*|pt[0-9].*") ? text.substring(1).replace("t", "") : text;
  }

  private static @Nullable BigDecimal exact(String text) {
    Matcher minutes = MINUTES.matcher(text);
    if (minutes.matches()) {
      return new BigDecimal(minutes.group(1).replace(",", "")).multiply(BigDecimal.valueOf(60));
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      String rest = clock.group(3) == null ? "0" : clock.group(3);
      return of(new String[] {null, clock.group(1), clock.group(2), rest});
    }
    Matcher units = UNITS.matcher(text);
    if (text.isEmpty() || !units.matches()) {
      return null;
    }
    return of(new String[] {units.group(1), units.group(2), units.group(3), units.group(4)});
  }

  private static BigDecimal of(@Nullable String[] parts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < UNIT_SECONDS.length; i++) {
      String part = parts[i];
      if (part != null) {
        sum = sum.add(new BigDecimal(part).multiply(BigDecimal.valueOf(UNIT_SECONDS[i])));
      }
    }
    return sum;
  }
}

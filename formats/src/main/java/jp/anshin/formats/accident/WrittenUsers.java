package jp.anshin.formats.accident;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.law.Bounds;

/** Numbers of users as people write them: {@code 47000}, {@code 47,000}, {@code 4万7千}. */
final class WrittenUsers {

  /** More than all people on earth have contracts: what is larger is a slip. */
  static final long USERS_MAX = 100_000_000_000L;

  private static final Pattern UNITS =
      Pattern.compile(
          "(?:([0-9][0-9,.]*)億)?(?:([0-9][0-9,.]*)千万)?(?:([0-9][0-9,.]*)万)?"
              + "(?:([0-9][0-9,.]*)千)?([0-9][0-9,.]*)?");
  private static final Pattern PLAIN = Pattern.compile("[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.[0-9]{1,12})?");

  /** Thousands as some countries write them: 41.000 is not 41. */
  private static final Pattern THOUSANDS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{3})+");

  /** One digit behind a unit: 3万5 is 30,005 by the word, and to whoever says it mostly 35,000. */
  private static final Pattern CUT_SHORT = Pattern.compile(".*([億万千])([1-9])");

  private static final long[] FACTORS = {100_000_000, 10_000_000, 10_000, 1_000, 1};

  private WrittenUsers() {}

  /**
   * Reads a number of users or a range.
   *
   * @param column name of the column, for faults
   * @throws FaultyCaseException when it is negative, fractional, or no number
   */
  static Bounds read(String column, String raw) throws FaultyCaseException {
    return Written.of(raw).bounds(column, part -> number(column, part));
  }

  /** One number of users. */
  static long number(String column, String part) throws FaultyCaseException {
    String text = part.replaceAll("\\s", "").replaceAll("(?:人|名|契約|回線)$", "");
    if (text.matches("[-−▲].*")) {
      throw Written.fault(column, "users.negative", part);
    }
    Matcher found = UNITS.matcher(text);
    if (text.isEmpty() || !found.matches()) {
      throw Written.fault(column, "users.unreadable", part);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < FACTORS.length; i++) {
      String digits = found.group(i + 1);
      if (digits != null) {
        if (THOUSANDS.matcher(digits).matches() && digits.equals(text)) {
          throw Written.fault(column, "users.unreadable", part);
        }
        if (!(PLAIN.matcher(digits).matches() || DECIMAL.matcher(digits).matches())) {
          throw Written.fault(column, "users.unreadable", part);
        }
        sum =
            sum.add(
                new BigDecimal(digits.replace(",", "")).multiply(BigDecimal.valueOf(FACTORS[i])));
      }
    }
    if (sum.stripTrailingZeros().scale() > 0) {
      throw Written.fault(column, "users.fractional", part);
    }
    if (sum.compareTo(BigDecimal.valueOf(USERS_MAX)) > 0) {
      throw Written.fault(column, "users.too-many", part, Long.toString(USERS_MAX));
    }
    checkNotCutShort(column, part, text, sum.longValueExact());
    return sum.longValueExact();
  }

  private static void checkNotCutShort(String column, String part, String text, long byTheWord)
      throws FaultyCaseException {
    Matcher cut = CUT_SHORT.matcher(text);
    if (cut.matches()) {
      long unit =
          switch (cut.group(1)) {
            case "億" -> FACTORS[0];
            case "万" -> FACTORS[2];
            default -> FACTORS[3];
          };
      long digit = Long.parseLong(cut.group(2));
      // Behind 千万 a lone digit would be of millions, behind others of the next unit down.
      long spoken =
          byTheWord - digit + digit * (text.contains("千万" + digit) ? unit * 100 : unit / 10);
      throw Written.fault(
          column, "users.cut-short", part, Long.toString(spoken), Long.toString(byTheWord));
    }
  }
}

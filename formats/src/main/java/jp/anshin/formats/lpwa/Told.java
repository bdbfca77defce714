package jp.anshin.formats.lpwa;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jp.anshin.formats.yaml.Moments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values of a message as its network wrote them: numbers may be texts, and what is absent has a
 * default, for several networks leave defaults out.
 */
final class Told {

  private static final Pattern EPOCH = Pattern.compile("[0-9]{9,16}(\\.[0-9]{1,9})?");

  /** Longer than any way to write a moment. */
  private static final int MOMENT_LENGTH_MAX = 40;

  /** Seconds of our centuries lie below, milliseconds above. */
  private static final double SECONDS_BELOW = 1e11;

  private static final double MILLISECONDS_BELOW = 1e14;
  private static final double MILLI = 1e3;
  private static final double MICRO = 1e6;

  private Told() {}

  /** The text or number under that key as text; empty when there is none. */
  static String text(JsonNode message, String key) {
    JsonNode value = message.path(key);
    return value.isString() || value.isNumber() ? value.asString() : "";
  }

  /** The same, or null when there is none. */
  static @Nullable String textOrNull(JsonNode message, String key) {
    String text = text(message, key);
    return text.isEmpty() ? null : text;
  }

  /** A whole number, also written as text or with a fraction, or null. */
  static @Nullable Long whole(JsonNode message, String key) {
    Double number = number(message, key);
    return number == null || Math.abs(number) > Long.MAX_VALUE
        ? null
        : Long.valueOf((long) (double) number);
  }

  /** A number that is not negative; null when absent or negative. */
  static @Nullable Long count(JsonNode message, String key) {
    Long whole = whole(message, key);
    return whole == null || whole < 0 ? null : whole;
  }

  /** A number, also written as text, or null. */
  static @Nullable Double number(JsonNode message, String key) {
    JsonNode value = message.path(key);
    if (value.isNumber()) {
      return finite(value.asDouble(Double.NaN));
    }
    if (!value.isString()) {
      return null;
    }
    try {
      return finite(Double.parseDouble(value.asString()));
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** Received strength in whole dBm, or null. */
  static @Nullable Integer dbm(JsonNode message, String key) {
    Double number = number(message, key);
    return number == null || Math.abs(number) > Short.MAX_VALUE
        ? null
        : Integer.valueOf((int) Math.round(number));
  }

  /** Whether it is said to be so: true, 1, or either as text. */
  static boolean truth(JsonNode message, String key) {
    JsonNode value = message.path(key);
    return value.isBoolean()
        ? value.asBoolean(false)
        : text(message, key).equals("1") || text(message, key).equals("true");
  }

  /** A moment, or null when there is none that can be read. */
  static @Nullable Instant moment(JsonNode message, String key) {
    JsonNode value = message.path(key);
    if (value.isNumber()) {
      return ofEpoch(value.asDouble(Double.NaN));
    }
    return value.isString() ? moment(value.asString()) : null;
  }

  /** ISO 8601 with offset, Japanese time without one, or seconds, milliseconds, microseconds. */
  static @Nullable Instant moment(String text) {
    if (text.isEmpty() || text.length() > MOMENT_LENGTH_MAX) {
      return null;
    }
    if (text.indexOf('-') < 0) {
      return EPOCH.matcher(text).matches() ? ofEpoch(Double.parseDouble(text)) : null;
    }
    return Moments.read(withColon(text)).orElse(null);
  }

  /** Mosquitto writes offsets without colon, and a Z before them. */
  private static String withColon(String text) {
    int sign = text.length() - 5;
    boolean isOffset =
        sign > 0 && (text.charAt(sign) == '+' || text.charAt(sign) == '-') && text.indexOf(':') > 0;
    if (!isOffset || text.indexOf(':', sign) > 0) {
      return text;
    }
    String before = text.substring(0, text.charAt(sign - 1) == 'Z' ? sign - 1 : sign);
    return before + text.substring(sign, sign + 3) + ':' + text.substring(sign + 3);
  }

  private static @Nullable Instant ofEpoch(double number) {
    if (!(number > 0)) {
      return null;
    }
    double seconds =
        number < SECONDS_BELOW
            ? number
            : number < MILLISECONDS_BELOW ? number / MILLI : number / MICRO;
    try {
      return Instant.ofEpochMilli(Math.round(seconds * MILLI));
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** The items of a list under that key; one that is no list is its only item. */
  static List<JsonNode> each(JsonNode message, String key, int most) {
    JsonNode value = message.path(key);
    var items = new ArrayList<JsonNode>();
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (items.size() < most) {
          items.add(item);
        }
      }
    } else if (value.isObject()) {
      items.add(value);
    }
    return items;
  }
}

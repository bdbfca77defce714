package jp.anshin.law.words;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongFunction;
import jp.anshin.law.Bounds;
import jp.anshin.law.Cell;
import jp.anshin.law.Figures;

/** Quantities with their bounds and units; nothing is rounded. */
record Quantities(Messages messages) {

  private static final long SECONDS_PER_MINUTE = 60;

  String users(long users) {
    return messages.say("quantity.users", Figures.number(users, messages.locale()));
  }

  String users(Bounds users) {
    Locale way = Figures.ofRange(users.min(), users.max(), messages.locale());
    return bounds(users, value -> Figures.number(value, way), "quantity.users");
  }

  String seconds(long seconds) {
    return Figures.duration(Duration.ofSeconds(seconds), messages.locale());
  }

  String seconds(Bounds seconds) {
    return bounds(seconds, this::seconds, "quantity.plain");
  }

  /** A lack of time in minutes, as people count towards a threshold: {@code 97分}. */
  String minutes(long seconds) {
    long minutes = seconds / SECONDS_PER_MINUTE;
    long rest = seconds % SECONDS_PER_MINUTE;
    if (rest == 0) {
      return messages.say("quantity.minutes", Long.toString(minutes), minutes);
    }
    return minutes == 0
        ? messages.say("quantity.seconds", Long.toString(rest), rest)
        : messages.say(
            "quantity.minutes-seconds", Long.toString(minutes), Long.toString(rest), minutes, rest);
  }

  String cell(Cell cell) {
    return cell(cell.durationSeconds(), cell.users());
  }

  String cell(long seconds, long users) {
    return messages.say("quantity.cell", seconds(seconds), users(users));
  }

  private String bounds(Bounds value, LongFunction<String> word, String unit) {
    Long max = value.max();
    if (value.isUnknown()) {
      return messages.say("quantity.unknown");
    }
    if (max == null) {
      return messages.say("quantity.at-least", messages.say(unit, word.apply(value.min())));
    }
    if (value.isExact()) {
      return messages.say(unit, word.apply(max));
    }
    return value.min() == 0
        ? messages.say("quantity.at-most", messages.say(unit, word.apply(max)))
        : messages.say(
            unit, messages.say("quantity.between", word.apply(value.min()), word.apply(max)));
  }
}

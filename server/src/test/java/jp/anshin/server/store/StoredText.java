package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Stored text that somebody changed by hand, or another version wrote. */
public final class StoredText {
  private static final int ROUNDS = 1_000;
  private static final int BLOCK_MAX = 60;
  private static final List<String> TELLING =
      List.of(
          "",
          "null",
          "\"\"",
          "{}",
          "[]",
          "-1",
          "0",
          "1e400",
          "9223372036854775808",
          "true",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\ud800",
          "\0",
          "\"2017-02-30T00:00:00Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "[[[[[[[[[[[[[[[[",
          "[".repeat(5_000));

  private StoredText() {}

  /** Whatever is changed in it, it is read as something or refused as unreadable. */
  public static void damage(String stored, Function<String, ?> reading) {
    var random = new SplittableRandom(4627);
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder(stored);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(BLOCK_MAX));
        text.replace(at, end, TELLING.get(random.nextInt(TELLING.size())));
        text.append(' ');
      }
      try {
        assertThat((Object) reading.apply(text.toString())).isNotNull();
      } catch (IllegalStateException unreadable) {
        assertThat(unreadable).hasMessageStartingWith("stored ");
      } catch (RuntimeException | Error other) {
        throw new AssertionError("round " + round + ": " + text, other);
      }
    }
  }
}

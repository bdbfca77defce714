package jp.anshin.formats.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import jp.anshin.formats.lpwa.EventLog;
import jp.anshin.formats.lpwa.LogsForFuzzing;
import jp.anshin.formats.lpwa.NetworkText;
import jp.anshin.formats.lpwa.PassedOver;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.lpwa.event.LpwaEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever stands in a log of LPWA is an event with a time that can be, or is counted with a reason
 * of ours; a network file is read, or refused in sentences.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogsTest {
  private static final int ROUNDS = 4_000;
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void aLineOfAnyFormatTellsEventsOrIsCounted() {
    var mutation = new TextMutation(529);
    for (String line : LogsForFuzzing.lines()) {
      for (int round = 0; round < ROUNDS / 10; round++) {
        String text = mutation.of(line);
        try {
          read(text);
        } catch (RuntimeException | Error thrown) {
          throw new AssertionError("round " + round + ": " + text, thrown);
        }
      }
    }
  }

  private static void read(String text) {
    var passedOver = new PassedOver();
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    var log = new EventLog("a", in, "a", NOW, passedOver);
    for (LpwaEvent event = log.next(); event != null; event = log.next()) {
      assertThat(event.at()).isBetween(Instant.parse("2010-01-01T00:00:00Z"), NOW);
    }
    assertThat(log.fault()).isNull();
    passedOver
        .byReason()
        .forEach((reason, tally) -> assertThat(reason).matches("[a-z0-9-]+\\.[a-z0-9-]+"));
  }

  @Test
  void aNetworkFileIsReadOrRefusedInSentences() throws Exception {
    Path file = Path.of("..", "docs", "guide", "example-lpwa.yaml");
    String example = Files.readString(file);
    var mutation = new TextMutation(530);
    int read = 0;
    for (int round = 0; round < ROUNDS / 4; round++) {
      String text = mutation.of(example);
      try {
        assertThat(NetworkText.read(text, NetworkText.beside(file))).isNotNull();
        read++;
      } catch (FaultyTextException refused) {
        assertThat(refused.faults()).isNotEmpty();
        assertThat(refused.getMessage()).doesNotContain("{0}");
      } catch (RuntimeException | Error thrown) {
        throw new AssertionError("round " + round + ": " + text, thrown);
      }
    }
    assertThat(read).isBetween(1, ROUNDS / 4 - 1);
  }
}

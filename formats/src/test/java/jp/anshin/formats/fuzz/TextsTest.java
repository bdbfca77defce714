package jp.anshin.formats.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import jp.anshin.formats.classification.ClassificationText;
import jp.anshin.formats.configuration.ConfigurationText;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.relations.CaidaRelations;
import jp.anshin.formats.rulebook.LpwaRulebookText;
import jp.anshin.formats.rulebook.RulebookException;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.law.Rulebook;
import jp.anshin.law.lpwa.LpwaLaw;
import jp.anshin.law.lpwa.LpwaRulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a person or a program wrote is read, or refused in sentences with places; nothing else ever
 * comes of it, and no small text takes the whole memory.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TextsTest {
  private static final int ROUNDS = 2_000;

  /** A text of some thousand characters, with its nodes, faults and the schema's work. */
  private static final long OCTETS_MAX = 256L << 20;

  private static final Path GUIDE = Path.of("..", "docs", "guide");
  private static final Path RULEBOOK =
      Path.of("src", "main", "resources", "jp", "anshin", "formats", "rulebook")
          .resolve("accident-rulebook.json");
  private static final String RELATIONS =
      """
      # source: a list of relations
      701|15169|-1
      2914|701|0
      2497|4713|-1|bgp
      4200000001|64500|0|mlp
      """;

  private interface Reading {
    /** Whether it was read; false when it was refused in sentences. */
    boolean reads(String text);
  }

  @Test
  void anOperatorFileIsReadOrRefusedInSentences() {
    mutate(
        1,
        OperatorText.example(),
        text -> {
          try {
            var register = OperatorText.read(text);
            assertThat(register).isNotNull();
            return true;
          } catch (FaultyTextException refused) {
            return told(refused);
          }
        });
  }

  @Test
  void aConfigurationIsReadOrRefusedInSentences() throws IOException {
    mutate(
        2,
        Files.readString(GUIDE.resolve("example-server.yaml")),
        text -> {
          try {
            assertThat(ConfigurationText.read(text, GUIDE)).isNotNull();
            return true;
          } catch (FaultyTextException refused) {
            return told(refused);
          }
        });
  }

  @Test
  void aFullConfigurationIsReadOrRefusedInSentences() throws IOException {
    String full =
        Files.readString(GUIDE.resolve("example-server.yaml"))
            .replaceAll("(?m)^# (?=[a-z-]+:|  )", "")
            .replace("database: {h2: {}}", "# the other database");
    mutate(
        3,
        full,
        text -> {
          try {
            assertThat(ConfigurationText.read(text, GUIDE)).isNotNull();
            return true;
          } catch (FaultyTextException refused) {
            return told(refused);
          }
        });
  }

  @Test
  void aRulebookIsReadOrRefusedInSentences() throws IOException {
    mutate(
        4,
        Files.readString(RULEBOOK),
        text -> {
          try {
            Rulebook rulebook = RulebookText.read(text);
            assertThat(rulebook).isNotNull();
            return true;
          } catch (RulebookException refused) {
            assertThat(refused.faults()).isNotEmpty();
            assertThat(refused.sentences("rules.json", Locale.JAPANESE)).isNotEmpty();
            assertThat(refused.sentences("rules.json", Locale.ENGLISH)).isNotEmpty();
            return false;
          }
        });
  }

  @Test
  void relationsAreReadOrRefusedInSentences() {
    mutate(
        5,
        RELATIONS,
        text -> {
          try {
            var octets = text.getBytes(StandardCharsets.UTF_8);
            assertThat(CaidaRelations.read(new ByteArrayInputStream(octets))).isNotNull();
            return true;
          } catch (FaultyTextException refused) {
            return told(refused);
          } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
          }
        });
  }

  @Test
  void factsOfAnLpwaServiceAreReadOrRefusedInSentencesAndCanBeClassified() throws IOException {
    LpwaRulebook book = LpwaRulebookText.shipped();
    mutate(
        6,
        Files.readString(GUIDE.resolve("example-lpwa-classification.yaml")),
        text -> {
          try {
            var read = ClassificationText.read(text, book, LocalDate.of(2026, 11, 28));
            assertThat(new LpwaLaw(book).classify(read.answers()).findings()).isNotEmpty();
            return true;
          } catch (FaultyTextException refused) {
            return told(refused);
          }
        });
  }

  @Test
  void aRulebookOfLpwaIsReadOrRefusedInSentences() {
    mutate(
        7,
        ROUNDS / 8, // each is looked through case by case
        LpwaRulebookText.shippedText(),
        text -> {
          try {
            assertThat(LpwaRulebookText.read(text)).isNotNull();
            return true;
          } catch (RulebookException refused) {
            assertThat(refused.faults()).isNotEmpty();
            assertThat(refused.sentences("rules.json", Locale.JAPANESE)).isNotEmpty();
            assertThat(refused.sentences("rules.json", Locale.ENGLISH)).isNotEmpty();
            return false;
          }
        });
  }

  private static boolean told(FaultyTextException refused) {
    assertThat(refused.faults()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
    assertThat(refused.faults())
        .allMatch(fault -> fault.place().line() >= 1 && fault.place().column() >= 1);
    for (Locale locale : new Locale[] {Locale.JAPANESE, Locale.ENGLISH}) {
      assertThat(refused.sentences("file.yaml", locale).lines())
          .as("one line a fault")
          .hasSize(refused.faults().size());
    }
    return false;
  }

  /** Some of the mutations must still be readable, or they would test one refusal only. */
  private static void mutate(long seed, String valid, Reading reading) {
    mutate(seed, ROUNDS, valid, reading);
  }

  private static void mutate(long seed, int rounds, String valid, Reading reading) {
    assertThat(reading.reads(valid)).as("the seed itself").isTrue();
    var mutation = new TextMutation(seed);
    int read = 0;
    for (int round = 0; round < rounds; round++) {
      String text = mutation.of(valid);
      long before = allocatedOctets();
      try {
        read += reading.reads(text) ? 1 : 0;
      } catch (RuntimeException | Error thrown) {
        throw new AssertionError("round " + round + ":\n" + text, thrown);
      }
      if (allocatedOctets() - before > OCTETS_MAX) {
        throw new AssertionError("round " + round + " takes too much memory:\n" + text);
      }
    }
    assertThat(read).isBetween(1, rounds - 1);
  }

  private static long allocatedOctets() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}

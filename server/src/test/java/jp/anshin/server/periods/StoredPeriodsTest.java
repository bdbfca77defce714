package jp.anshin.server.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.periodic.LineDecision;
import jp.anshin.incident.periodic.LineDecision.Settled;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.law.Filing;
import jp.anshin.law.Truth;
import jp.anshin.server.store.StoredLines;
import org.junit.jupiter.api.Test;

/** What earlier versions have written: these files are never changed, only added to. */
class StoredPeriodsTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");
  private static final LocalDate DAY = LocalDate.parse("2025-05-01");
  private static final String SEEN =
      "58efabc8caf5e7f02d5efe5b78a2a27a0d8f10fc20ce8ba4a0fb4e9bc7f6ac60";

  private static final StoredLines<LineDecision> DECISIONS =
      new StoredLines<>(
          PeriodStore.TEXT,
          LineDecision.class,
          "period-decisions.txt",
          List.of(
              new Settled(AT, "tanaka", "incidents/x", Treatment.LEFT_OUT, "理由", SEEN),
              new LineDecision.Reopened(AT, "sato", "incidents/x", "誤り")),
          StoredPeriodsTest.class);

  @Test
  void decisionsAreReadWholeAndWrittenTheSame() throws IOException {
    DECISIONS.areReadWholeAndWrittenTheSame();
  }

  @Test
  void damagedDecisionsAreToldAndNotGuessed() throws IOException {
    DECISIONS.areRefusedWhenDamaged();
  }

  @Test
  void storedLinesAreReadWholeAndHaveTheSameDigest() throws IOException {
    LinesText written = LinesText.of(lines());
    Path out = Files.createDirectories(Path.of("target", "events")).resolve("period-lines.txt");
    Files.write(
        out, List.of(written.digest(), written.content(), lines().getFirst().fingerprint()));
    List<String> stored = stored();

    assertThat(new LinesText(stored.get(0), stored.get(1)).lines()).isEqualTo(lines());
    assertThat(written.digest()).isEqualTo(stored.get(0));
    assertThat(lines().getFirst().fingerprint())
        .as("by it decisions of earlier versions are found")
        .isEqualTo(stored.get(2));
  }

  @Test
  void linesThatAreNotWhatTheDigestSaysAreToldAndNotGuessed() {
    LinesText written = LinesText.of(lines());
    LinesText other = LinesText.of(lines().subList(0, 1));

    for (LinesText damaged :
        List.of(
            new LinesText(written.digest(), other.content()),
            new LinesText(written.digest(), written.content().substring(40)),
            new LinesText(written.digest(), "?"),
            new LinesText(written.digest(), ""))) {
      assertThatIllegalStateException().isThrownBy(damaged::lines);
    }
  }

  @Test
  void aWholeCountryOfBaseStationsIsKeptSmall() {
    List<PeriodLine> many =
        IntStream.range(0, 60_000).mapToObj(number -> Lines.imported(number, DAY)).toList();
    LinesText written = LinesText.of(many);

    assertThat(written.lines()).isEqualTo(many);
    assertThat(written.content().length()).isLessThan(8 << 20);
  }

  private static List<PeriodLine> lines() {
    PeriodLine open =
        new PeriodLine(
            "incidents/x",
            new LocalizedText("経路の漏えい", "A leak"),
            DAY,
            Truth.YES,
            Filing.UNDETERMINED,
            List.of(new LocalizedText("設備の区分は何ですか。", "Which class of facility?")),
            null,
            Lines.imported(1, DAY).cells());
    return List.of(
        open.settled(
            new Settled(AT, "tanaka", "incidents/x", Treatment.FORM27, "理由", open.fingerprint())),
        Lines.imported(2, DAY));
  }

  private static List<String> stored() throws IOException {
    try (InputStream in = StoredPeriodsTest.class.getResourceAsStream("period-lines.txt")) {
      return new String(
              Objects.requireNonNull(in, "period-lines.txt").readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}

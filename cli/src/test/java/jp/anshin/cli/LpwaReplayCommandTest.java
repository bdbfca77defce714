package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jp.anshin.formats.lpwa.OutageFacts.Ground;
import jp.anshin.lpwa.watch.Cause;
import jp.anshin.lpwa.watch.Scope;
import jp.anshin.lpwa.watch.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LpwaReplayCommandTest {
  private static final long START = Instant.parse("2026-11-20T00:00:00Z").getEpochSecond();
  private static final int HOUR = 3_600;

  private static final String NETWORK =
      """
      technology: unlicensed
      delivery: unlicensed-1
      gateways: [{id: g0, name: 新宿}]
      """;

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  private record Line(double at, String text) {}

  @Test
  void aDeadGatewayIsAnAccidentOfItsContracts() throws IOException {
    String events = file("events.ndjson", log(14 * HOUR, 20 * HOUR));
    int status = replay("--network", file("net.yaml", NETWORK), "--json", "--events", events);

    assertThat(status).isEqualTo(ExitStatus.FINDINGS);
    List<JsonNode> incidents = incidents();
    assertThat(incidents).hasSize(1);
    JsonNode one = incidents.getFirst();
    assertThat(one.path("scope").asString()).isEqualTo("gateway");
    assertThat(one.path("component").asString()).isEqualTo("g0");
    assertThat(one.path("accident").asString()).isEqualTo("yes");
    assertThat(one.path("serious").asString()).isEqualTo("no");
    assertThat(one.path("reason").asString()).contains("2018");
    assertThat(one.path("nearestMiss").path("contracts").asLong()).isEqualTo(30_000);
    long failed = START + 14 * HOUR;
    assertThat(moment(one.path("startedAt").path("earliest"))).isLessThanOrEqualTo(failed);
    assertThat(moment(one.path("startedAt").path("latest"))).isBetween(failed, failed + 300);
    assertThat(moment(one.path("detectedAt"))).isBetween(failed, failed + 600);
    assertThat(moment(one.path("endedAt"))).isBetween(failed + 6 * HOUR, failed + 6 * HOUR + 60);
    assertThat(one.path("contracts").path("low").asLong()).isEqualTo(10);
    assertThat(one.path("contracts").path("high").asLong()).isEqualTo(10);
    assertThat(terminal.err()).contains("Devices that the network file does not name: 20");
  }

  @Test
  void theSameIsToldToPeopleInTheirLanguageAsOfAnyMoment() throws IOException {
    String events = file("events.ndjson", log(14 * HOUR, 20 * HOUR));
    String network = file("net.yaml", NETWORK);
    String until = "2026-11-21 01:00"; // two hours after the failure, Japanese time
    assertThat(replay("--lang=ja", "--network", network, "--until", until, "--events", events))
        .isEqualTo(ExitStatus.FINDINGS);
    assertThat(terminal.out())
        .contains("ゲートウェイ g0（新宿）")
        .contains("終わり：継続中")
        .contains("事故：該当する。")
        .contains("このまま続けば：")
        .contains("2026年11月21日 1時00分00秒 JST 現在")
        .doesNotContain("{0}");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void whereNothingFailedNothingIsFoundAndBadLinesAreCounted() throws IOException {
    String events = file("a.ndjson", log(0, 0));
    String bad = file("b.ndjson", "{\"cut\nnothing\n");
    assertThat(replay("--events", events, bad)).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out())
        .contains("Nothing found in")
        .contains("Bad lines: 1 [json.malformed]")
        .contains(bad + ":1")
        .contains(bad + ":2");
  }

  @Test
  void whatCannotBeUsedIsToldAndEndsWithTwo() throws IOException {
    assertThat(replay("--events", directory + "/none")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("there is no such file");
    assertThat(replay("--events", file("bad", "nothing\n"))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(replay("--events", file("empty", ""))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("nothing can be said of the network");
    assertThat(replay()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--events FILE");
    String network = file("net.yaml", "gateways: [{id: g, backhaul: nowhere}]\n");
    assertThat(replay("--network", network, "--events", file("a", "")))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("net.yaml:1:").contains("nowhere");
    assertThat(replay("--until", "soon", "--events", file("a", "")))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--until cannot be soon");
  }

  @Test
  void aSubscribersNumberIsNeverShownWhole() throws IOException {
    String calls =
        """
        imsi,apn,cellId,startTime,endTime,bytesUl,bytesDl,cause
        440101234567890,a,cell-1,2026-11-23 10:02:03,2026-11-23 10:03:03,120,40,0
        """;
    assertThat(replay("--events", file("calls.csv", calls))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("44010*******890").doesNotContain("440101234567890");
  }

  /** Four gaps in which the device kept sending, and two shifts of time stamps by 2^22 seconds. */
  @Test
  void theGapsOfARealLogAreFoundAndShiftedClocksAreNoOutage() {
    Path log =
        Path.of("..", "..", "shared", "data", "lora")
            .resolve("ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz");
    boolean required = "1".equals(System.getenv("ANSHIN_REQUIRE_PEERS"));
    assumeTrue(required || Files.exists(log), "no recorded data beside the project");

    assertThat(replay("--json", "--events", log.toString())).isEqualTo(ExitStatus.FINDINGS);

    assertThat(incidents())
        .extracting(each -> each.path("startedAt").path("earliest").asString().substring(0, 16))
        .contains("2023-08-17T18:43", "2023-08-24T20:42", "2023-09-21T10:41", "2024-04-03T01:07");
    assertThat(incidents())
        .allSatisfy(each -> {
          assertThat(each.path("scope").asString()).isIn("cloud", "undetermined", "device");
          assertThat(each.path("accident").asString()).isNotEqualTo("yes");
          assertThat(each.path("serious").asString()).isEqualTo("no");
          assertThat(moment(each.path("endedAt")) - moment(each.path("detectedAt")))
              .isLessThan(1000 * HOUR);
        });
    assertThat(terminal.err()).contains("2^22 seconds").contains("Replayed frames");
  }

  @Test
  void everythingThatMayBeToldHasWordsInBothLanguages() {
    for (UserLanguage language : UserLanguage.values()) {
      var texts = Texts.in(language);
      for (Scope each : Scope.values()) {
        assertThat(texts.sentence("lpwa.scope." + each)).isNotBlank();
      }
      for (Cause each : Cause.values()) {
        assertThat(texts.sentence("lpwa.cause." + each)).isNotBlank();
      }
      for (Withdrawal each : Withdrawal.values()) {
        assertThat(texts.sentence("lpwa.withdrawal." + each)).isNotBlank();
      }
      for (Ground each : Ground.values()) {
        assertThat(texts.sentence("lpwa.ground." + each)).isNotBlank();
        assertThat(texts.sentence("lpwa.answer." + each.accident())).isNotBlank();
      }
      for (String reason :
          List.of("time", "line", "json", "csv", "device", "gateway", "gwmp", "own")) {
        String group = LpwaStory.group(reason + ".missing");
        assertThat(texts.sentence("lpwa.passed." + group)).isNotBlank();
      }
    }
  }

  private int replay(String... arguments) {
    return terminal.run(
        Stream.concat(Stream.of("lpwa", "replay"), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private List<JsonNode> incidents() {
    var mapper = new JsonMapper();
    return terminal.out().lines().map(mapper::readTree).toList();
  }

  private static long moment(JsonNode node) {
    return Instant.parse(node.asString()).getEpochSecond();
  }

  /**
   * A day of two gateways with ten devices each, every five minutes, of which g0 is down a while.
   */
  private static String log(int downFrom, int downUntil) {
    var random = new SplittableRandom(7);
    var lines = new ArrayList<Line>();
    for (int device = 0; device < 20; device++) {
      double at = random.nextDouble(300);
      for (int counter = 0; at < 24 * HOUR; counter++, at += 295 + random.nextDouble(10)) {
        String gateway = "g" + device % 2;
        if (isUp(gateway, at, downFrom, downUntil) && random.nextInt(50) > 0) {
          lines.add(
              new Line(
                  at,
                  "\"event\":\"arrival\",\"device\":\"d%d\",\"counter\":%d,\"contract\":\"C-%d\",\"gateways\":\"%s\""
                      .formatted(device, counter, device, gateway)));
        }
      }
    }
    for (String gateway : List.of("g0", "g1")) {
      for (double at = 5; at < 24 * HOUR; at += 30) {
        if (isUp(gateway, at, downFrom, downUntil)) {
          lines.add(
              new Line(at, "\"event\":\"gateway-beat\",\"gateway\":\"%s\"".formatted(gateway)));
        }
      }
    }
    lines.sort(Comparator.comparingDouble(Line::at));
    var text = new StringBuilder();
    for (Line line : lines) {
      String at = Instant.ofEpochMilli(START * 1000 + Math.round(line.at() * 1000)).toString();
      text.append("{\"at\":\"").append(at).append("\",").append(line.text()).append("}\n");
    }
    return text.toString();
  }

  private static boolean isUp(String gateway, double at, int downFrom, int downUntil) {
    return !gateway.equals("g0") || at < downFrom || at >= downUntil;
  }
}

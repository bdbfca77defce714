package jp.anshin.formats.lpwa;

import static jp.anshin.formats.lpwa.Logs.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jp.anshin.formats.SharedData;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.LpwaEvent;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private final PassedOver passedOver = new PassedOver();

  @Test
  void whatIsBadIsCountedWithItsFirstLinesAndTheRestGoesOn() {
    String nested = "{\"a\":".repeat(Json.DEPTH_MAX + 1) + "1" + "}".repeat(Json.DEPTH_MAX + 1);
    var events =
        read(
            passedOver,
            "not a line of ours",
            "{\"deviceInfo\":",
            "x".repeat(10 << 20),
            "{\"deviceInfo\":{\"data\":\"" + "A".repeat(10 << 20) + "\"}}",
            nested,
            "ab".repeat(500_000),
            "application/1/device/2/event/up " + "0a".repeat(400_000),
            "",
            "{\"unknown\":1}",
            Logs.HELIUM.replaceAll("167286788[0-9]+", "315964800000"),
            Logs.HELIUM.replaceAll("167286788[0-9]+", "4102444800000"),
            Logs.HELIUM.replace("A81758FFFE04B1C1", ""),
            Logs.HELIUM);

    assertThat(events).hasSize(1);
    assertThat(passedOver.byReason())
        .containsOnlyKeys(
            "device.missing",
            "format.unknown",
            "gwmp.malformed",
            "json.malformed",
            "line.too-long",
            "line.unknown",
            "protobuf.malformed",
            "time.implausible");
    assertThat(passedOver.byReason().get("line.too-long"))
        .isEqualTo(
            new PassedOver.Tally(
                true, 2, List.of(new PassedOver.At("a.log", 3), new PassedOver.At("a.log", 4))));
    assertThat(passedOver.faults()).isEqualTo(11);
  }

  @Test
  void momentsAreReadAsNetworksWriteThem() {
    Instant at = Instant.parse("2026-11-23T01:02:03Z");
    for (String written :
        List.of(
            "2026-11-23T01:02:03Z",
            "2026-11-23T10:02:03+0900",
            "2026-11-23T01:02:03Z+0000",
            "2026-11-22T22:02:03-03:00",
            "2026-11-23 10:02:03",
            "1795395723",
            "1795395723000",
            "1795395723.000")) {
      assertThat(Told.moment(written)).as(written).isEqualTo(at);
    }
    for (String none : List.of("", "soon", "12", "2026-13-01T00:00:00Z", "-5", "9".repeat(50))) {
      assertThat(Told.moment(none)).as(none).isNull();
    }
  }

  @Test
  void aClockOf1980ChangesNothing() {
    String conn = "x/gateway/0016c001f153a14c/state/conn {\"gatewayId\":\"0016c001f153a14c\"}";
    String stats = Logs.STATS.replace("2026-11-23T01:02:00Z", "1980-01-06T00:00:00Z");

    var events = read(passedOver, Logs.UP, conn, stats);

    Instant up = Instant.parse("2026-11-23T01:02:03.110Z");
    assertThat(events).extracting(LpwaEvent::at).containsExactly(up, up, up);
    assertThat(events.get(1)).isInstanceOf(GatewayConnection.class);
    assertThat(read(passedOver, conn)).isEmpty();
    assertThat(passedOver.byReason()).containsOnlyKeys("time.missing");
  }

  @Test
  void eventsOutOfOrderAreMergedByTimeAndThoseBeyondTheWindowCountAsLate() throws IOException {
    var first = new StringBuilder();
    for (int i = 0; i < EventLog.WINDOW_EVENTS + 2; i++) {
      first.append(beat(1000 + (i ^ 1))); // each pair exchanged
    }
    first.append(beat(1)); // beyond the window
    var logs = new EventLogs(List.of(log(first.toString()), log(beat(999) + beat(2000))));
    var times = new ArrayList<Long>();
    for (LpwaEvent event = logs.next(); event != null; event = logs.next()) {
      times.add(event.at().getEpochSecond() - 1_795_000_000);
    }

    assertThat(times).hasSize(EventLog.WINDOW_EVENTS + 5).startsWith(999L, 1000L, 1001L);
    assertThat(logs.late()).isEqualTo(1);
    assertThat(times.indexOf(1L)).isPositive();
    times.remove(1L);
    assertThat(times).isSorted();
    logs.close();
  }

  @Test
  void aFrameFromTheFutureDoesNotEndTheLogInSilence() {
    var text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(beat(i == 20 ? 400_000 : i));
    }

    var events = read(passedOver, text.toString());

    assertThat(events).hasSize(39);
    assertThat(passedOver.byReason().get("time.future"))
        .isEqualTo(new PassedOver.Tally(true, 1, List.of(new PassedOver.At("a.log", 21))));
    assertThat(read(passedOver, beat(0) + beat(400_000))).hasSize(2);
  }

  @Test
  void aTornFileGivesWhatWasBeforeTheTear() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed, true)) {
      gzip.write((Logs.HELIUM + "\n").getBytes(StandardCharsets.UTF_8));
      gzip.flush();
    }
    byte[] torn = Arrays.copyOf(packed.toByteArray(), packed.size() - 6);
    var in = Decompression.open(new ByteArrayInputStream(torn));

    var log = new EventLog("a.gz", in, "a", Logs.NOW, passedOver);

    assertThat(log.next()).isInstanceOf(Arrival.class);
    assertThat(log.next()).isNull();
    assertThat(log.fault()).isNotNull();
  }

  @Test
  void theSharedLogsAreReadWhole() throws IOException {
    long[] rows = {16_954, 12_614, 20_351};
    String[] files = {
      "FTD_0018B20000020", "ems-tourperret-A81758FFFE04B1C1", "ems-tourperret-A81758FFFE04B1C1-2"
    };
    for (int i = 0; i < files.length; i++) {
      var in = Decompression.open(SharedData.file("lora/" + files[i] + ".ndjson.gz"));
      long count = 0;
      long receptions = 0;
      try (var log = new EventLog(files[i], in, "a", Logs.NOW, passedOver)) {
        for (LpwaEvent event = log.next(); event != null; event = log.next()) {
          count++;
          receptions += ((Arrival) event).receptions().size();
        }
      }
      assertThat(count).isEqualTo(rows[i]);
      assertThat(receptions).isGreaterThanOrEqualTo(count);
    }
    assertThat(passedOver.byReason()).isEmpty();
  }

  private static String beat(int second) {
    return "{\"event\":\"gateway-beat\",\"at\":%d,\"gateway\":\"g\"}%n"
        .formatted(1_795_000_000L + second);
  }

  private EventLog log(String text) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new EventLog("a.log", in, "a", Logs.NOW, passedOver);
  }
}

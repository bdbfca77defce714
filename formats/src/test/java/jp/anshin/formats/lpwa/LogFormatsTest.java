package jp.anshin.formats.lpwa;

import static jp.anshin.formats.lpwa.Logs.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import jp.anshin.wire.lora.GatewayDatagram;
import jp.anshin.wire.lora.GatewayDatagram.Kind;
import org.junit.jupiter.api.Test;

/** Each format tells the same events whatever it is carried in, and nothing of what was said. */
class LogFormatsTest {
  private static final Instant AT = Instant.parse("2026-11-23T01:02:03Z");
  private static final String GATEWAY = "0016c001f153a14c";
  private static final String DEVICE = "0101010101010101";

  private final PassedOver passedOver = new PassedOver();

  @Test
  void chirpStackTellsWhatItsNetworkServerHadAndNotItsGatewaysClock() {
    var up =
        new Arrival(
            Instant.parse("2026-11-23T01:02:03.110Z"),
            "a",
            DEVICE,
            1143L,
            "3ac7e3c4",
            null,
            List.of(
                new Reception(GATEWAY, Instant.parse("1980-01-06T00:00:03Z"), -108, -6.2),
                new Reception("0016c001f153a14d", null, 0, 0.0)),
            "C-000123",
            false);
    assertThat(read(passedOver, Logs.UP)).containsExactly(up);
    assertThat(read(passedOver, "application/17c8/device/" + DEVICE + "/event/up " + Logs.UP))
        .containsExactly(up);
    assertThat(
            read(
                passedOver,
                "{\"topic\":\"application/1/device/x/event/up\",\"payload\":" + Logs.UP + "}"))
        .containsExactly(up);
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void whatChirpStackLeavesOutHasItsDefault() {
    String received = ",\"receivedAt\":\"2026-11-23T01:02:03Z\"}";
    assertThat(
            read(
                passedOver,
                "{\"deviceInfo\":{\"devEui\":\"" + DEVICE + "\"},\"rxInfo\":[]" + received))
        .containsExactly(new Arrival(AT, "a", DEVICE, 0L, null, null, List.of(), null, false));
    assertThat(read(passedOver, "{\"gatewayId\":\"" + GATEWAY + "\"" + received))
        .hasSize(1)
        .first()
        .isInstanceOf(GatewayBeat.class);
    String conn =
        "\"topic\":\"as923/gateway/"
            + GATEWAY
            + "/state/conn\",\"payload\":{\"gatewayId\":\""
            + GATEWAY
            + "\"";
    assertThat(read(passedOver, "{" + conn + "},\"retained\":true" + received))
        .containsExactly(new GatewayConnection(AT, "a", GATEWAY, false, true));
    assertThat(read(passedOver, "{" + conn + ",\"state\":\"ONLINE\"}" + received))
        .containsExactly(new GatewayConnection(AT, "a", GATEWAY, true, false));
    String ack = "{\"topic\":\"eu/gateway/" + GATEWAY + "/event/ack\",\"payload\":{\"items\":[{},";
    assertThat(read(passedOver, ack + "{\"status\":\"OK\"}]}" + received, ack + "{}]}" + received))
        .containsExactly(
            new DownlinkOutcome(AT, "a", GATEWAY, null, true),
            new DownlinkOutcome(AT, "a", GATEWAY, null, false));
    String up =
        "{\"topic\":\"eu/gateway/"
            + GATEWAY
            + "/event/up\",\"payload\":{\"phyPayload\":\"QA==\",\"rxInfo\":{}}";
    assertThat(read(passedOver, up + received))
        .containsExactly(new GatewayUplink(AT, "a", GATEWAY));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void chirpStackStatisticsAndEventsOfDevicesAreTold() {
    String device =
        "\"time\":\"2026-11-23T01:02:03Z\",\"deviceInfo\":{\"devEui\":\"" + DEVICE + "\"}";
    assertThat(
            read(
                passedOver,
                Logs.STATS,
                "{" + device + ",\"devAddr\":\"00189440\"}",
                "{" + device + ",\"gatewayId\":\"" + GATEWAY + "\",\"downlinkId\":7}",
                "{" + device + ",\"level\":\"ERROR\",\"code\":\"OTAA\",\"description\":\"no\"}",
                "{"
                    + device
                    + ",\"code\":\"DOWNLINK_GATEWAY\",\"context\":{\"gateway_id\":\""
                    + GATEWAY
                    + "\"}}",
                "{" + device + ",\"acknowledged\":false,\"fCntDown\":1}",
                "{" + device + ",\"location\":{\"latitude\":35.1}}"))
        .containsExactly(
            new GatewayBeat(Instant.parse("2026-11-23T01:02:00Z"), "a", GATEWAY, 12L, 9L, null),
            new DeviceJoin(AT, "a", DEVICE, List.of(), null, true),
            new DownlinkOutcome(AT, "a", GATEWAY, DEVICE, true),
            new DeviceJoin(AT, "a", DEVICE, List.of(), null, false),
            new DownlinkOutcome(AT, "a", GATEWAY, DEVICE, false));
    assertThat(passedOver.byReason())
        .containsOnlyKeys("chirpstack.location", "chirpstack.not-acknowledged");
    assertThat(passedOver.faults()).isZero();
  }

  @Test
  void chirpStackInProtobufTellsTheSame() {
    var protobuf = new ByteArrayOutputStream();
    text(protobuf, 1, "3ac7e3c4");
    message(protobuf, 2, timestamp(AT.getEpochSecond(), 120_000_000));
    var tag = new ByteArrayOutputStream();
    text(tag, 1, "contract");
    text(tag, 2, "C-000123");
    var device = new ByteArrayOutputStream();
    text(device, 7, "m-001");
    text(device, 8, DEVICE);
    message(device, 9, tag.toByteArray());
    message(protobuf, 3, device.toByteArray());
    protobuf.writeBytes(HexFormat.of().parseHex("38f708")); // fCnt 1143
    text(protobuf, 10, "secret");
    var heard = new ByteArrayOutputStream();
    text(heard, 1, GATEWAY);
    message(heard, 3, timestamp(315_964_803, 0));
    heard.writeBytes(HexFormat.of().parseHex("3094ffffffffffffffff01")); // rssi -108
    heard.writeBytes(HexFormat.of().parseHex("3d0000d0c0")); // snr -6.5
    message(heard, 17, timestamp(AT.getEpochSecond(), 110_000_000));
    message(protobuf, 12, heard.toByteArray());
    String hex = HexFormat.of().formatHex(protobuf.toByteArray());

    assertThat(read(passedOver, "application/1/device/" + DEVICE + "/event/up " + hex))
        .containsExactly(
            new Arrival(
                Instant.parse("2026-11-23T01:02:03.110Z"),
                "a",
                DEVICE,
                1143L,
                "3ac7e3c4",
                null,
                List.of(new Reception(GATEWAY, Instant.parse("1980-01-06T00:00:03Z"), -108, -6.5)),
                "C-000123",
                false));
    assertThat(
            read(
                passedOver,
                "1795395723 eu/gateway/"
                    + GATEWAY
                    + "/state/conn 0a10"
                    + HexFormat.of().formatHex(GATEWAY.getBytes(StandardCharsets.US_ASCII))
                    + "1001"))
        .containsExactly(new GatewayConnection(AT, "a", GATEWAY, true, false));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void theThingsStackTellsWhatItsApplicationServerHad() {
    assertThat(
            read(
                passedOver,
                Logs.THINGS,
                Logs.THINGS.replace("\"f_port\":1", "\"simulated\":true,\"f_port\":1"),
                "{\"topic\":\"x/gs/gateways/gtw1/connection/stats\",\"receivedAt\":\"2026-11-23T01:02:04Z\","
                    + "\"payload\":{\"connected_at\":\"2026-11-20T00:00:00Z\",\"disconnected_at\":\"2026-11-23T01:02:00Z\"}}"))
        .containsExactly(
            new Arrival(
                Instant.parse("2026-11-23T01:02:03.146Z"),
                "a",
                "0004a30b001c0530",
                0L,
                null,
                Instant.parse("2026-11-23T01:02:02.789Z"),
                List.of(
                    new Reception(
                        "9c5c8e00001a05c4", Instant.parse("2026-11-23T01:02:02.787Z"), -35, 5.0)),
                null,
                false),
            new GatewayConnection(
                Instant.parse("2026-11-23T01:02:04Z"), "a", "gtw1", false, false));
    assertThat(passedOver.byReason()).containsOnlyKeys("things-stack.simulated");
  }

  @Test
  void thingParkWritesNumbersAsTextAndSaysWhatComesLate() {
    Instant at = Instant.parse("2026-11-23T01:02:03.120Z");
    String late =
        Logs.THINGPARK.replace("\"Late\":\"0\"", "\"Late\":1").replace("10:02:03", "04:00:00");
    var events = read(passedOver, Logs.THINGPARK, late);
    var heard =
        List.of(
            new Reception("08060412", null, -60, 9.75), new Reception("0806D0E5", null, -98, -3.0));
    assertThat(events)
        .containsExactly(
            new Arrival(at, "a", "000000000f1d8693", 7011L, null, at, heard, null, false),
            new Arrival(
                at,
                "a",
                "000000000f1d8693",
                7011L,
                null,
                Instant.parse("2026-11-22T19:00:00.120Z"),
                heard,
                null,
                true));
  }

  @Test
  void sigfoxIsReadAsCallbackAndAsPage() {
    assertThat(read(passedOver, Logs.SIGFOX))
        .containsExactly(
            new Arrival(
                AT,
                "a",
                "4d1b7c",
                4095L,
                "4d1b7c 4095 1795395723",
                null,
                List.of(new Reception("0F3A", null, -101, 21.5)),
                null,
                false));
    assertThat(read(passedOver, Logs.SIGFOX_PAGE))
        .extracting(LpwaEvent::at)
        .containsExactly(AT, AT.plusSeconds(1));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void datagramsOfGatewaysAreReadFromHexadecimalAndBothAlphabetsOfBase64() {
    byte[] json = Logs.DATAGRAM_JSON.getBytes(StandardCharsets.UTF_8);
    byte[] push = GatewayDatagram.of(Kind.PUSH_DATA, 1, 0x0016c001f153a14cL, json).toByteArray();
    String hex = HexFormat.of().formatHex(push);
    var told =
        List.of(
            new GatewayUplink(AT, "a", GATEWAY), new GatewayBeat(AT, "a", GATEWAY, 2L, 1L, 99.5));
    String received = ",\"receivedAt\":\"2026-11-23T01:02:03Z\"}";
    var encoder = Base64.getEncoder();
    var url = Base64.getUrlEncoder().withoutPadding();
    assertThat(read(passedOver, "{\"datagram\":\"" + hex + "\"" + received)).isEqualTo(told);
    assertThat(
            read(passedOver, "{\"datagram\":\"" + encoder.encodeToString(push) + "\"" + received))
        .isEqualTo(told);
    assertThat(read(passedOver, "2026-11-23T01:02:03Z " + url.encodeToString(push)))
        .isEqualTo(told);
    String error = "{\"txpk_ack\":{\"error\":\"TOO_LATE\"}}";
    byte[] refused =
        GatewayDatagram.of(
                Kind.TX_ACK, 1, 0x0016c001f153a14cL, error.getBytes(StandardCharsets.UTF_8))
            .toByteArray();
    assertThat(read(passedOver, "1795395723 " + HexFormat.of().formatHex(refused)))
        .containsExactly(new DownlinkOutcome(AT, "a", GATEWAY, null, false));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void otherNetworksAreRead() {
    assertThat(read(passedOver, Logs.BASICS))
        .containsExactly(
            new GatewayUplink(AT, "a", "58a0cbfffe800001"),
            new DeviceJoin(
                AT,
                "a",
                "58a0cb0000102030",
                List.of(new Reception("58a0cbfffe800001", null, -35, 5.1)),
                null,
                false));
    assertThat(read(passedOver, Logs.AWS))
        .containsExactly(new GatewayConnection(AT.plusMillis(120), "a", GATEWAY, false, false));
    assertThat(read(passedOver, Logs.MONITORING))
        .containsExactly(
            new Arrival(AT, "a", "meter-7@example.jp", null, null, null, List.of(), null, false));
    assertThat(read(passedOver, Logs.LWM2M))
        .containsExactly(
            new Arrival(
                AT, "a", "urn:imei:490154203237518", null, null, null, List.of(), null, false));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void bothStylesOfCampusIotTakeTheArchivesTime() {
    Instant at = Instant.ofEpochMilli(1_672_867_882_661L);
    Instant reported = Instant.ofEpochMilli(1_672_867_882_173L);
    assertThat(read(passedOver, Logs.HELIUM, Logs.CAMPUS))
        .containsExactly(
            new Arrival(
                at,
                "a",
                "a81758fffe04b1c1",
                71L,
                null,
                reported,
                List.of(new Reception("11xHRM14", reported, -111, -3.799999952316284)),
                null,
                false),
            new Arrival(
                at,
                "a",
                "a81758fffe04b1c1",
                9L,
                null,
                null,
                List.of(
                    new Reception(
                        "7276ff002e062e5e", Instant.parse("1980-01-06T00:00:00Z"), -109, -6.5)),
                null,
                false));
  }

  @Test
  void ourOwnFormIsReadFromJsonAndFromCsv() {
    assertThat(read(passedOver, Logs.OWN))
        .containsExactly(
            new Arrival(
                AT,
                "b",
                DEVICE,
                5L,
                null,
                null,
                List.of(new Reception("g1", null, -90, 3.5), new Reception("g2", null, null, null)),
                "C-1",
                true));
    assertThat(
            read(
                passedOver,
                "\ufeffEvent,At,Feed,Device,Counter,Gateways,Gateway,Heard,Heard well,Online,Alive,備考",
                "arrival,2026-11-23 10:02:03,,01-01-01-01-01-01-01-01,5,g1 g2,,,,,,",
                "gateway-beat,2026-11-23T01:02:03Z,b,,,,g1,4,3,,,\"a, b\"",
                "gateway-connection,2026-11-23T01:02:03Z,b,,,,g1,,,false,,",
                "feed,2026-11-23T01:02:03Z,b,,,,,,,,true,"))
        .containsExactly(
            new Arrival(
                AT,
                "a",
                DEVICE,
                5L,
                null,
                null,
                List.of(
                    new Reception("g1", null, null, null), new Reception("g2", null, null, null)),
                null,
                false),
            new GatewayBeat(AT, "b", "g1", 4L, 3L, null),
            new GatewayConnection(AT, "b", "g1", false, false),
            new FeedBeat(AT, "b", true));
    assertThat(passedOver.byReason()).isEmpty();
  }

  @Test
  void callDataMakeTheCellAGatewayAndTheSubscriberADevice() {
    assertThat(
            read(
                passedOver,
                "imsi,apn,cellId,startTime,endTime,bytesUl,bytesDl,cause",
                "440101234567890,meter.example.jp,44010-3A-7,2026-11-23 10:02:03,2026-11-23 10:03:03,120,40,normalRelease",
                "440101234567891,meter.example.jp,44010-3A-7,2026-11-23 10:02:03,2026-11-23 10:02:03,0,0,abnormalRelease"))
        .containsExactly(
            new Arrival(
                AT,
                "a",
                "440101234567890",
                null,
                null,
                null,
                List.of(new Reception("44010-3A-7", null, null, null)),
                null,
                false),
            new DeviceJoin(
                AT,
                "a",
                "440101234567891",
                List.of(new Reception("44010-3A-7", null, null, null)),
                null,
                false));
    assertThat(Identity.shown("440101234567890")).isEqualTo("44010*******890");
    assertThat(Identity.shown(DEVICE)).isEqualTo(DEVICE);
  }

  @Test
  void nothingThatWasSaidStaysInAnEvent() {
    for (String line : Logs.ALL) {
      assertThat(read(passedOver, line).toString())
          .isNotEqualTo("[]")
          .doesNotContain("c2VjcmV0", "736563726574", "35.6", "45.1");
    }
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    message(out, field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void message(ByteArrayOutputStream out, int field, byte[] content) {
    varint(out, (field << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static byte[] timestamp(long seconds, long nanos) {
    var out = new ByteArrayOutputStream();
    varint(out, 1 << 3);
    varint(out, seconds);
    varint(out, 2 << 3);
    varint(out, nanos);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}

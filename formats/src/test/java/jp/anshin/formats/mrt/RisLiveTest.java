package jp.anshin.formats.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.SplittableRandom;
import jp.anshin.formats.SharedData;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtReader;
import org.junit.jupiter.api.Test;

class RisLiveTest {
  private static final String UPDATE =
      "{\"type\":\"ris_message\",\"data\":{\"timestamp\":1553627987.890001,"
          + "\"peer\":\"2001:db8::1\",\"peer_asn\":\"4200000001\",\"host\":\"rrc00\","
          + "\"type\":\"UPDATE\",\"path\":[701,\"15169\",[4713,2914]],\"origin\":\"egp\","
          + "\"community\":[[701,100],[65535,65281]],\"med\":7,\"aggregator\":\"4713:192.0.2.9\","
          + "\"announcements\":[{\"next_hop\":\"192.0.2.1\",\"prefixes\":[\"203.0.113.0/24\"]},"
          + "{\"next_hop\":\"2001:db8::1,fe80::1\",\"prefixes\":[\"2001:db8:1234::/48\"]}],"
          + "\"withdrawals\":[\"198.51.100.0/24\"]}}";

  private final Counts counts = new Counts();

  @Test
  void recordedLinesPrintAsTheMessagesTheyHold() throws IOException {
    try (var in = Files.newInputStream(SharedData.file("ris-live/ris-live-stream.json"))) {
      assertThat(printed(in))
          .isEqualTo(
              "BGP4MP_ET|1553627987.890000|A|72.22.223.9|11708|45.161.192.0/23|"
                  + "11708 32097 1299 52320 263009 263009 263009 263009 263009 52993 268481"
                  + " 268481|IGP|72.22.223.9|0|0||NAG||\n"
                  + "BGP4MP_ET|1553625081.880000|STATE|195.66.224.59|24931|6|1\n");
    }
    assertThat(counts.of("ris-error")).isEqualTo(1);
  }

  @Test
  void anUpdateWithoutItsOctetsIsMadeAgainFromItsFields() throws IOException {
    String start = "BGP4MP_ET|1553627987.890001|";
    String path = "|701 15169 {4713,2914}|EGP|";
    String end = "|0|7|701:100 no-export|NAG|4713 192.0.2.9|\n";

    assertThat(printed(UPDATE))
        .isEqualTo(
            start
                + "W|2001:db8::1|4200000001|198.51.100.0/24\n"
                + (start + "A|2001:db8::1|4200000001|203.0.113.0/24" + path + "192.0.2.1" + end)
                + (start + "A|2001:db8::1|4200000001|2001:db8:1234::/48" + path)
                + ("2001:db8::1" + end));
    assertThat(counts.toMap()).isEmpty();
  }

  @Test
  void whatIsNoRecordIsCountedAndTheRestGoesOn() throws IOException {
    String text =
        String.join(
            "\n",
            "{\"type\":\"ris_error\",\"data\":{\"message\":\"no\"}}",
            "{\"type\":\"ris_message\",\"data\":{\"timest",
            "not json",
            "{\"type\":\"pong\"}",
            UPDATE.replace("2001:db8::1\",\"peer_asn", "no address\",\"peer_asn"),
            UPDATE.replace("1553627987.890001", "-1"),
            UPDATE.replace("203.0.113.0/24", "203.0.113.0/33"),
            UPDATE.replace("[4713,2914]", "[]"),
            UPDATE.replace("\"UPDATE\"", "\"KEEPALIVE\""),
            UPDATE.replace("\"UPDATE\"", "\"UPDATE\",\"raw\":\"ff\""),
            UPDATE,
            UPDATE,
            "x".repeat(RisLiveStream.MAX_LINE_OCTETS + 1),
            "");

    assertThat(printed(text).lines()).hasSize(6);
    assertThat(counts.toMap())
        .containsExactly(
            entry("ris-error", 1L),
            entry("ris-line-too-long", 1L),
            entry("ris-malformed-line", 2L),
            entry("ris-malformed-peer", 1L),
            entry("ris-malformed-raw", 1L),
            entry("ris-malformed-timestamp", 1L),
            entry("ris-malformed-update", 2L),
            entry("ris-message-without-octets", 1L),
            entry("ris-other-line", 1L),
            entry("ris-repeated-line", 1L));
  }

  @Test
  void noOctetsMakeTheReadingThrow() throws IOException {
    byte[] seed = UPDATE.getBytes(StandardCharsets.UTF_8);
    var random = new SplittableRandom(20_190_326);
    for (int round = 0; round < 20_000; round++) {
      byte[] line = seed.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        line[2 + random.nextInt(line.length - 2)] =
            (byte) (random.nextBoolean() ? '9' : random.nextInt(256));
      }
      try (var reader =
          new MrtReader(RouteRecording.open(new ByteArrayInputStream(line), counts))) {
        while (reader.next()) {
          assertThat(reader.recordLength()).isPositive();
        }
      }
    }
  }

  @Test
  void mrtIsLeftAsItIs() throws IOException {
    byte[] mrt = "{ no MRT of our days".getBytes(StandardCharsets.UTF_8);
    mrt[1] = 0;
    try (var in = RouteRecording.open(new ByteArrayInputStream(mrt), counts)) {
      assertThat(in.readAllBytes()).isEqualTo(mrt);
    }
  }

  private String printed(String lines) throws IOException {
    return printed(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
  }

  private String printed(InputStream in) throws IOException {
    var text = new AsciiText();
    try (var reader = new MrtReader(RouteRecording.open(in, counts))) {
      new MrtTextPrinter(text, counts).print(reader);
    }
    return text.toString();
  }
}

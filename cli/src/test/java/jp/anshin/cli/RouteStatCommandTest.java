package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteStatCommandTest {
  private static final PeerIndexTable.Peer PEER =
      new PeerIndexTable.Peer(IpAddress.v4(0xc0000201), 4_200_000_001L);
  private static final BgpWriter.Prefix PREFIX = new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24);
  private static final int TABLE_PREFIXES = 60_000;
  private static final long MICROS = 1_503_631_320_000_007L;

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void everyNumberOfSeveralFilesIsAddedUpWhateverTheyAreCompressedWith() throws IOException {
    Path plain = Files.write(directory.resolve("a.mrt"), recorded());
    Path zstandard = Files.write(directory.resolve("b.mrt.zst"), Zstd.compress(recorded()));

    JsonNode json = json(plain, zstandard);
    assertThat(json.get("records").asLong()).isEqualTo(6);
    assertThat(json.get("octets").asLong()).isEqualTo(2L * recorded().length);
    assertThat(json.get("firstAt").asString()).isEqualTo("2017-08-25T03:22:00.000007Z");
    assertThat(json.get("recordsByType").toString()).isEqualTo("{\"17/4\":4,\"17/5\":2}");
    assertThat(json.get("messagesByType").toString()).isEqualTo("{\"2\":4}");
    assertThat(json.get("attributesByType").toString())
        .isEqualTo("{\"1\":2,\"2\":2,\"3\":2,\"8\":2,\"99\":2}");
    assertThat(json.get("announcedIpv4ByLength").toString()).isEqualTo("{\"24\":2}");
    assertThat(json.get("withdrawnIpv4ByLength").toString()).isEqualTo("{\"24\":4}");
    assertThat(json.get("pathsByLength").toString()).isEqualTo("{\"2\":2}");
    assertThat(json.get("communityListsByLength").toString()).isEqualTo("{\"3\":2}");
    assertThat(json.get("peers").toString())
        .isEqualTo(
            "[{\"address\":\"192.0.2.1\",\"as\":4200000001,\"messages\":6,"
                + "\"announced\":2,\"withdrawn\":4}]");
    var unknown = json.get("counted").get("bgp-attribute-99");
    assertThat(unknown.get("count").asLong()).isEqualTo(2);
    assertThat(unknown.get("firstFile").asString()).isEqualTo(plain.toString());
    assertThat(unknown.get("firstOffset").asLong()).isEqualTo(stateOctets());
  }

  @Test
  void aTornFileIsCountedUpToItsTearAndTold() throws IOException {
    byte[] whole = recorded();
    Path torn = directory.resolve("torn.mrt");
    Files.write(torn, Arrays.copyOf(whole, whole.length - 1));

    assertThat(terminal.run("route", "stat", torn.toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("torn.mrt").contains("2 whole records");
    assertThat(terminal.out())
        .startsWith("2 records, ")
        .contains("192.0.2.1 AS4200000001: 2 messages, 1 announced, 1 withdrawn")
        .contains("bgp-attribute-99 1, first in ");
  }

  @Test
  void aTableOfManyBlocksIsReadAsAWholeAndInOrder() throws IOException {
    Path table = directory.resolve("table.mrt");
    byte[] whole = table(TABLE_PREFIXES);
    Files.write(table, Arrays.copyOf(whole, whole.length - 1));

    assertThat(terminal.run("route", "stat", "--json", table.toString()))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(TABLE_PREFIXES + " whole records");
    var json = JsonMapper.shared().readTree(terminal.out());
    assertThat(json.get("announcedIpv4ByLength").toString())
        .isEqualTo("{\"24\":" + (TABLE_PREFIXES - 1) + "}");
    assertThat(json.get("peers").size()).isEqualTo(2);
    assertThat(json.get("counted").isEmpty()).isTrue();

    var printing = new TerminalForTest();
    assertThat(printing.run("route", "print", "-m", table.toString()))
        .isEqualTo(ExitStatus.BAD_INPUT);
    var lines = printing.out().lines().toList();
    assertThat(lines).hasSize(TABLE_PREFIXES - 1);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).contains("|" + prefix(i).address() + "/24|");
    }
  }

  @Test
  void linesOfRisLiveAreCountedToo() {
    String line =
        "{\"type\":\"ris_message\",\"data\":{\"timestamp\":1,\"peer\":\"192.0.2.1\","
            + "\"peer_asn\":\"701\",\"type\":\"UPDATE\",\"withdrawals\":[\"203.0.113.0/24\"]}}\n";
    terminal.reading((line + "nonsense\n").getBytes(StandardCharsets.UTF_8));

    assertThat(terminal.run("route", "stat", "-")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).startsWith("1 records, ");
    assertThat(terminal.err()).contains("ris-malformed-line 1");
  }

  private JsonNode json(Path... files) {
    var arguments = new ArrayList<String>(List.of("route", "stat", "--json"));
    Arrays.stream(files).map(Path::toString).forEach(arguments::add);
    assertThat(terminal.run(arguments.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).isEmpty();
    return JsonMapper.shared().readTree(terminal.out());
  }

  /** One table of peers, then so many prefixes: some megabytes. */
  private static byte[] table(int prefixes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var other = new PeerIndexTable.Peer(IpAddress.v4(0xc0000203), 64_501);
    try (var writer = new MrtWriter(bytes)) {
      writer.peerIndexTable(1_503_631_320, List.of(PEER, other));
      for (int i = 0; i < prefixes; i++) {
        var route = new MrtWriter.Route(i % 2, List.of(701L, 15_169L), IpAddress.v4(1));
        writer.rib(1_503_631_320, prefix(i), List.of(route));
      }
    }
    return bytes.toByteArray();
  }

  private static BgpWriter.Prefix prefix(int number) {
    return new BgpWriter.Prefix(IpAddress.v4(0x0b000000 + (number << 8)), 24);
  }

  private static byte[] recorded() throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] attributes =
        new AttributeWriter()
            .origin(0)
            .asPath(new AsPath().sequence(701, 15_169), 4)
            .nextHop(1)
            .communities(1, 2, 3)
            .attribute(0xc0, 99, new byte[2])
            .toByteArray();
    byte[] update =
        new BgpWriter().update(List.of(PREFIX), attributes, List.of(PREFIX)).toByteArray();
    try (var writer = new MrtWriter(bytes)) {
      writer.stateChange(MICROS, PEER, PEER, 5, 6);
      writer.message(MICROS + 1, PEER, PEER, update);
      writer.message(MICROS, PEER, PEER, new BgpWriter().withdraw(List.of(PREFIX)).toByteArray());
    }
    return bytes.toByteArray();
  }

  private static long stateOctets() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var writer = new MrtWriter(bytes)) {
      writer.stateChange(MICROS, PEER, PEER, 5, 6);
    }
    return bytes.size();
  }
}

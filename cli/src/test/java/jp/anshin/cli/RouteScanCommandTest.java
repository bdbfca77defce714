package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.route.scan.ScannedIncident;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteScanCommandTest {

  private static final byte[] RECORD =
      HexFormat.of()
          .parseHex("599f98d900100005000000180000fbf40000fbf500000001c0000201c000020200050006");

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void aScanThatCouldNotJudgeSaysSo() throws IOException {
    assertThat(scan(file("short.mrt", RECORD))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("Nothing found in 1 records");
    assertThat(terminal.err()).contains("--baseline");
  }

  @Test
  void aPeerThatTheBaselineDoesNotHaveIsNamed() throws IOException {
    var rib = new ByteArrayOutputStream();
    try (var writer = new MrtWriter(rib)) {
      writer.peerIndexTable(
          1_503_631_000, List.of(new PeerIndexTable.Peer(IpAddress.v4(0xc0000263), 701)));
      writer.rib(
          1_503_631_000,
          new BgpWriter.Prefix(IpAddress.v4(0xc6336400), 24),
          List.of(new MrtWriter.Route(0, List.of(701L, 2914L), IpAddress.v4(0xc0000263))));
    }
    String baseline = file("rib.mrt", rib.toByteArray());
    assertThat(scan("--baseline", baseline, "--json", file("new.mrt", announcement())))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("Peer 192.0.2.98 (AS64498) was not judged");
  }

  @Test
  void relationsAreEnoughToJudgeBy() throws IOException {
    String relations = file("as-rel.txt", bytes("701|15169|0\n"));
    assertThat(scan("--relations", relations, file("new.mrt", announcement())))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).doesNotContain("--baseline");
  }

  @Test
  void whereNothingCouldBeReadNothingIsSaidOfWhatWasFound() {
    assertThat(scan(directory + "/none")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("there is no such file").doesNotContain("--baseline");
  }

  private static byte[] announcement() throws IOException {
    var updates = new ByteArrayOutputStream();
    var next = IpAddress.v4(0xc0000262);
    byte[] update =
        new BgpWriter()
            .announce(
                List.of(new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24)),
                List.of(64_498L),
                next,
                4)
            .toByteArray();
    try (var writer = new MrtWriter(updates)) {
      writer.message(
          1_503_631_320_000_000L,
          new PeerIndexTable.Peer(next, 64_498),
          new PeerIndexTable.Peer(IpAddress.v4(0xc0000201), 64_500),
          update);
    }
    return updates.toByteArray();
  }

  @Test
  void jsonOfNothingIsNoLine() {
    assertThat(terminal.reading(RECORD).run("route", "scan", "-", "--json"))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void badFilesAreToldAndTheRestGoesOn() throws IOException {
    String text = file("text.txt", bytes("this is no MRT file at all"));
    assertThat(scan(text, directory + "/none", directory.toString(), file("good.mrt", RECORD)))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).contains("1 records");
    assertThat(terminal.err())
        .contains("text.txt is not an MRT file")
        .contains("none: there is no such file")
        .contains("is a directory");
  }

  @Test
  void theOperatorsFileIsReadForTheDayOfTheRecords() throws IOException {
    String operator = file("operator.yaml", bytes(OperatorText.example()));
    assertThat(scan("--operator", operator, file("a.mrt", RECORD))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("1 records");
  }

  @Test
  void aFaultyOperatorFileIsRefusedWithAllItsFaults() throws IOException {
    String operator = file("operator.yaml", bytes("nmae: x\nsystems: []\n"));
    assertThat(scan("--operator", operator, file("a.mrt", RECORD))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("operator.yaml:1:1: The key nmae is not known here. Did you mean name?")
        .contains("operator.yaml:2:10: systems is empty");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void faultyRelationsAreRefusedByLine() throws IOException {
    String relations = file("as-rel.txt", bytes("701|15169|-1\nhello\n"));
    assertThat(scan("--relations", relations, file("a.mrt", RECORD)))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("as-rel.txt:2:1: This is no relation: hello");
  }

  @Test
  void anIncidentIsOneLineOfJsonInTheOrderOfItsDescription() {
    assertThat(IncidentLines.json(incident(Instant.parse("2017-08-25T03:30:00Z"))))
        .isEqualTo(
            "{\"kinds\":[\"leak\",\"surge\"],\"startedAt\":\"2017-08-25T03:22:00Z\","
                + "\"detectedAt\":\"2017-08-25T03:22:05Z\",\"endedAt\":\"2017-08-25T03:30:00Z\","
                + "\"peers\":[{\"address\":\"192.0.2.1\",\"as\":4200000000}],\"suspects\":[15169,701],"
                + "\"routeCount\":160000,\"newMoreSpecificCount\":150000,\"originCount\":7000,"
                + "\"prefixSample\":[\"198.18.0.0/24\"]}");
    assertThat(IncidentLines.json(incident(null))).contains("\"endedAt\":null");
  }

  @Test
  void theTableIsAlignedAlsoInJapanese() {
    List<String> table =
        IncidentLines.table(List.of(incident(null)), Texts.in(UserLanguage.JAPANESE));
    assertThat(table).hasSize(2);
    assertThat(table.get(1)).contains("継続中").contains("leak,surge").contains("AS15169,AS701");
  }

  private static ScannedIncident incident(@Nullable Instant endedAt) {
    return new ScannedIncident(
        List.of("leak", "surge"),
        Instant.parse("2017-08-25T03:22:00Z"),
        Instant.parse("2017-08-25T03:22:05Z"),
        endedAt,
        List.of(new ScannedIncident.Peer("192.0.2.1", 4_200_000_000L)),
        List.of(15169L, 701L),
        160_000,
        150_000,
        7_000,
        List.of("198.18.0.0/24"));
  }

  private int scan(String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "route";
    all[1] = "scan";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return terminal.run(all);
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package jp.anshin.formats.lpwa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.ContractCounts;
import jp.anshin.lpwa.network.DeliveryForm;
import jp.anshin.lpwa.network.Membership;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.network.Technology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTextTest {
  private static final Path GUIDE = Path.of("..", "docs", "guide");

  private static final NetworkText.Beside NOTHING =
      name -> {
        throw new FileNotFoundException(name);
      };

  @TempDir private Path directory;

  @Test
  void theExampleOfTheGuideIsRead() throws IOException, FaultyTextException {
    Path file = GUIDE.resolve("example-lpwa.yaml");

    Network network = NetworkText.read(Files.readString(file), NetworkText.beside(file));

    assertThat(network.technology()).isEqualTo(Technology.UNLICENSED);
    assertThat(network.delivery()).isEqualTo(DeliveryForm.UNLICENSED_1);
    assertThat(network.contractCounts()).isEqualTo(ContractCounts.ANY);
    assertThat(network.gateways()).hasSize(3);
    assertThat(network.backhauls().getFirst().owner()).isEqualTo(Owner.OTHER_CARRIER);
    assertThat(network.feeds().get(1).canaryPeriod()).isEqualTo(Duration.ofSeconds(60));
    assertThat(network.contracts().get(1))
        .isEqualTo(
            new Contract(
                "C-000124",
                "例示ガス",
                DeliveryForm.UNLICENSED_3,
                Instant.parse("2025-03-31T15:00:00Z"),
                Instant.parse("2026-12-31T15:00:00Z")));
    assertThat(network.devices()).hasSize(3);
    assertThat(network.plannedWork()).hasSize(1);
  }

  @Test
  void anEmptyFileIsANetworkOfWhichNothingIsKnown() throws FaultyTextException {
    assertThat(NetworkText.read("", NOTHING)).isEqualTo(Network.UNKNOWN);
    assertThat(NetworkText.read("contract-counts: 0.5", NOTHING).contractCounts())
        .isEqualTo(ContractCounts.share(0.5));
  }

  @Test
  void namesThatLookLikeNumbersAreNamesAndEuisAreWrittenInOneWay() throws FaultyTextException {
    Network network =
        NetworkText.read(
            """
            gateways: [{id: 0016000000000001}, {id: "00-16-C0-01-F1-53-A1-4C"}]
            contracts: [{id: 123}]
            devices: [{id: 440101234567890, contract: 123}]
            """,
            NOTHING);

    assertThat(network.gateways())
        .extracting(each -> each.id())
        .containsExactly("0016000000000001", "0016c001f153a14c");
    assertThat(network.devices())
        .containsExactly(new Membership("440101234567890", "123", null, null));
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPlaceAndWhatToDo() {
    String text =
        """
        technology: lora
        gateways:
          - {id: g1, backhaul: line-x}
          - {id: g1, latitude: 95, longitude: 139.7}
          - {id: g2, latitude: 35.6}
        backhauls:
          - {id: a, part-of: b}
          - {id: b, part-of: c}
          - {id: c, part-of: a}
          - {id: line-y}
        feeds: [{id: f, canary-period: soon}]
        contracts: [{id: C-1}, {id: C-2, from: 2026-02-01, until: 2026-01-01}]
        devices:
          - {id: d1, contract: C-1}
          - {id: d1, contract: C-2, from: 2026-01-01}
          - {id: d2, contract: C-9}
        contract-counts: 1.5
        planned-work: [{component: nowhere, what: 工事, from: 2026-12-01 01:00, until: 2026-12-01 03:00}]
        """;

    assertThat(faults(text, NOTHING))
        .containsExactly(
            "1:13 value.unknown",
            "3:24 reference.unknown.near",
            "4:10 lpwa.id-twice",
            "5:5 lpwa.half-a-place",
            "7:22 lpwa.circle",
            "11:32 value.span",
            "12:59 lpwa.term-backward",
            "15:5 lpwa.device-twice",
            "16:24 reference.unknown.near",
            "17:18 lpwa.contract-counts",
            "18:28 reference.unknown");
    assertThat(sentences(text, NOTHING))
        .contains("The device d1 is in two contracts at once: at 15 and at 14")
        .contains("a → b → c → a");
  }

  @Test
  void theListOfDevicesIsReadInEitherEncodingAndItsFaultsNameItsLines() throws Exception {
    String list =
        """
        device,contract,from,until,備考
        01-01-01-01-01-01-01-01,C-1,,2026-03-31,水道
        0101010101010101,C-2,2026-04-01,,水道
        d2,,,,
        """;
    String text = "contracts: [{id: C-1}, {id: C-2}]\ndevices-file: devices.csv\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"))) {
      Files.write(directory.resolve("devices.csv"), list.getBytes(charset));
      Network network =
          NetworkText.read(text, NetworkText.beside(directory.resolve("network.yaml")));
      Instant april = Instant.parse("2026-03-31T15:00:00Z");
      assertThat(network.devices())
          .containsExactly(
              new Membership("0101010101010101", "C-1", null, april),
              new Membership("0101010101010101", "C-2", april, null),
              new Membership("d2", null, null, null));
    }
    NetworkText.Beside faulty =
        name ->
            new ByteArrayInputStream(
                """
                \ufeffdevice,contract,from,until
                d1,C-1,,
                d1,C-2,2026-01-01,
                d2,C-X
                d3,C-9,,
                d4,C-1,2026-02-30,
                d5,C-1,2026-02-01,2026-01-01
                440101234567890,C-1,,
                440101234567890,C-2,,
                """
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(faults(text, faulty))
        .containsExactlyInAnyOrder(
            "2:15 lpwa.device-twice",
            "2:15 lpwa.device-twice",
            "2:15 lpwa.list-line",
            "2:15 lpwa.list-contract.near",
            "2:15 lpwa.list-moment",
            "2:15 lpwa.list-term");
    assertThat(sentences(text, faulty))
        .contains("at devices.csv:3 and at devices.csv:2")
        .contains("44010*******890")
        .doesNotContain("440101234567890");
    assertThat(faults(text, NOTHING)).containsExactly("2:15 lpwa.list-unreadable");
    assertThat(faults(text, name -> new ByteArrayInputStream(new byte[0])))
        .containsExactly("2:15 lpwa.list-columns");
  }

  private static List<String> faults(String text, NetworkText.Beside beside) {
    return refusal(text, beside).faults().stream()
        .map(fault -> fault.place() + " " + fault.code())
        .toList();
  }

  private static String sentences(String text, NetworkText.Beside beside) {
    FaultyTextException refused = refusal(text, beside);
    assertThat(refused.sentences("n.yaml", Locale.JAPANESE)).doesNotContain("{0}");
    return refused.sentences("n.yaml", Locale.ENGLISH);
  }

  private static FaultyTextException refusal(String text, NetworkText.Beside beside) {
    try {
      throw new AssertionError("was read: " + NetworkText.read(text, beside));
    } catch (FaultyTextException refused) {
      return refused;
    }
  }
}

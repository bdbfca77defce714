package jp.anshin.wire.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a router tells beside routes. */
class BmpElementsTest {
  private static final BmpWriter.Peer PEER =
      new BmpWriter.Peer(IpAddress.v4(0xc0000201), 4_200_000_001L, 7);
  private final BmpWriter writer = new BmpWriter();
  private final BmpMessage message = new BmpMessage();

  /** RFC 7854, 4.8 by hand: rejected prefixes, routes in, routes in of a family, an unknown one. */
  @Test
  void aStatisticsReportIsReadFromItsOctets() {
    String counters =
        "00000004"
            + "0000000400000003"
            + "0007000800000000000a1220"
            + "0009000b"
            + "000101"
            + "00000000000a1220"
            + "00630002dead";
    String peer = "0000" + "00".repeat(8) + "00".repeat(12) + "c0000201" + "fa56ea01" + "00000007";
    String body = peer + "0000000000000000" + counters;
    byte[] octets = HexFormat.of().parseHex("03%08x01".formatted(6 + body.length() / 2) + body);

    assertThat(message.wrap(octets, 0, octets.length)).isNull();
    assertThat(message.statisticsCount()).isEqualTo(4);
    var read = new ArrayList<String>();
    assertThat(
            message.elements((type, offset, length) ->
                read.add(type + "=" + BmpMessage.statistic(octets, offset, length))))
        .isTrue();
    assertThat(read).containsExactly("0=3", "7=660000", "9=660000", "99=-1");
  }

  @Test
  void elementsOfEveryTypeAreReadAsTheyWereWritten() {
    var random = new Random(7854);
    for (int round = 0; round < 1_000; round++) {
      var elements = new ArrayList<Element>();
      for (int i = random.nextInt(6); i > 0; i--) {
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        elements.add(new Element(random.nextInt(0x10000), value));
      }
      byte[] octets =
          switch (round % 3) {
            case 0 -> writer.initiation(elements);
            case 1 -> writer.statisticsReport(PEER, 1, elements);
            default -> writer.routeMirroring(PEER, 1, elements);
          };
      assertThat(message.wrap(octets, 0, octets.length)).isNull();
      assertThat(read(octets)).usingRecursiveComparison().isEqualTo(elements);
    }
  }

  private List<Element> read(byte[] octets) {
    var read = new ArrayList<Element>();
    boolean whole =
        message.elements((type, offset, length) ->
            read.add(new Element(type, Arrays.copyOfRange(octets, offset, offset + length))));
    assertThat(whole).isTrue();
    return read;
  }

  @Test
  void anElementThatIsCutIsToldAndThoseBeforeItAreVisited() {
    byte[] octets =
        writer.initiation(List.of(Element.text(2, "edge-1"), Element.text(1, "router")));
    octets[octets.length - 7] = 9;
    var seen = new ArrayList<Integer>();

    assertThat(message.wrap(octets, 0, octets.length)).isNull();
    assertThat(message.elements((type, offset, length) -> seen.add(type))).isFalse();
    assertThat(seen).containsExactly(2);
  }

  @Test
  void aPeerDownSaysWhy() {
    byte[] notification = new BgpWriter().notification(6, 1, new byte[] {1, 2}).toByteArray();
    byte[] octets = writer.peerDown(PEER, 1, BmpMessage.DOWN_REMOTE_NOTIFICATION, notification);
    assertThat(message.wrap(octets, 0, octets.length)).isNull();
    var read = message.notification();
    assertThat(read).isNotNull();
    assertThat(read.code()).isEqualTo(6);
    assertThat(read.subcode()).isEqualTo(1);
    assertThat(read.dataLength()).isEqualTo(2);
    assertThat(message.localEvent()).isEqualTo(-1);

    octets = writer.peerDown(PEER, 1, BmpMessage.DOWN_LOCAL_EVENT, new byte[] {0, 18});
    assertThat(message.wrap(octets, 0, octets.length)).isNull();
    assertThat(message.localEvent()).isEqualTo(18);
    assertThat(message.notification()).isNull();
  }

  /** RFC 9069: its flag, the table's name in Peer Up and Peer Down. */
  @Test
  void theRoutersOwnTableHasANameAndIsFilteredOrNot() {
    var own = BmpWriter.Peer.locRib(64_500, 7);
    byte[] open = new BgpWriter().open(64_500, 90, 1).toByteArray();
    byte[] up = writer.peerUp(own, 1, IpAddress.v4(0), open, open);
    assertThat(message.wrap(up, 0, up.length)).isNull();
    assertThat(message.view()).isEqualTo(BmpView.LOC_RIB);
    assertThat(message.isFiltered()).isTrue();
    assertThat(message.tableName()).isEqualTo("global");

    byte[] down =
        writer.peerDown(own, 1, BmpMessage.DOWN_LOCAL_CLOSE, new byte[] {0, 3, 0, 1, 'v'});
    assertThat(message.wrap(down, 0, down.length)).isNull();
    assertThat(message.tableName()).isEqualTo("v");
  }

  @Test
  void aPeerUpHasAddressAndPortsOfItsSession() {
    byte[] open = new BgpWriter().open(64_500, 90, 1).toByteArray();
    byte[] up = writer.peerUp(PEER, 1, IpAddress.v4(0xc0000202), open, open);

    assertThat(message.wrap(up, 0, up.length)).isNull();
    assertThat(message.localAddress()).hasToString("192.0.2.2");
    assertThat(message.localPort()).isEqualTo(179);
    assertThat(message.remotePort()).isEqualTo(40_000);
    assertThat(message.tableName()).isNull();
    assertThat(message.isFiltered()).isFalse();
  }

  /** RFC 7854, 4.2; RFC 8671, 4: V, L, A and O. */
  @ParameterizedTest
  @CsvSource({
    "0x00, ADJ_RIB_IN_PRE, 4",
    "0x40, ADJ_RIB_IN_POST, 4",
    "0x10, ADJ_RIB_OUT_PRE, 4",
    "0x50, ADJ_RIB_OUT_POST, 4",
    "0x20, ADJ_RIB_IN_PRE, 2",
    "0x70, ADJ_RIB_OUT_POST, 2",
  })
  void theFlagsSayWhichTableItIs(String flags, BmpView view, int asOctets) {
    byte[] update = new BgpWriter().endOfRib().toByteArray();
    byte[] octets = writer.routeMonitoring(PEER.flagged(Integer.decode(flags)), 1, update);

    assertThat(message.wrap(octets, 0, octets.length)).isNull();
    assertThat(message.view()).isEqualTo(view);
    assertThat(message.asOctets()).isEqualTo(asOctets);
    assertThat(BgpMessage.type(octets, message.contentStart(), message.end()))
        .isEqualTo(BgpMessage.UPDATE);
  }
}

package jp.anshin.wire.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.UpdateMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of every family, and the retired types. */
class TablesTest {
  private static final IpAddress V4 = IpAddress.v4(0xc0000201);
  private static final IpAddress V6 = new IpAddress(true, 0x20010db8L << 32, 1);
  private static final BgpWriter.Prefix PREFIX = new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24);
  private static final BgpWriter.Prefix PREFIX_V6 =
      new BgpWriter.Prefix(new IpAddress(true, 0x20010db8_12340000L, 0), 48);

  @ParameterizedTest
  @CsvSource({
    "1, 1, -1, 2",
    "1, 2, -1, 3",
    "2, 1, -1, 4",
    "2, 2, -1, 5",
    "1, 3, -1, 6",
    "1, 1, 7, 8",
    "1, 2, 7, 9",
    "2, 1, 7, 10",
    "2, 2, 7, 11",
    "2, 3, 4294967295, 12",
  })
  void aRouteIsReadAsItWasWrittenInTheSubtypeOfItsFamily(
      int afi, int safi, long pathId, int subtype) throws IOException {
    var prefix = afi == 1 ? PREFIX : PREFIX_V6;
    var path = new AsPath().sequence(701, 15_169);
    var entry = new MrtWriter.Entry(3, 5, pathId, new AttributeWriter().asPath(path, 4));
    var reader =
        read(writer -> writer.rib(9, afi, safi, BgpWriter.nlri(List.of(prefix)), List.of(entry)));
    var rib = new RibRecord();

    assertThat(reader.subtype()).isEqualTo(subtype);
    assertThat(rib.wrap(reader)).isNull();
    assertThat(rib.hasPrefix()).isTrue();
    assertThat(rib.afi()).isEqualTo(afi);
    assertThat(rib.safi()).isEqualTo(safi);
    assertThat(new IpAddress(rib.v6(), rib.high(), rib.low())).isEqualTo(prefix.address());
    assertThat(rib.length()).isEqualTo(prefix.length());
    assertThat(rib.nextEntry()).isTrue();
    assertThat(rib.peerIndex()).isEqualTo(3);
    assertThat(rib.originatedSeconds()).isEqualTo(5);
    assertThat(rib.pathId()).isEqualTo(pathId);
    assertThat(rib.attributes().asPath()).hasToString("701 15169");
    assertThat(rib.nextEntry()).isFalse();
    assertThat(rib.torn()).isFalse();
  }

  /** RFC 8050, 4.2, and how GoBGP and OpenBGPD write the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000001" + "000101" + "0000002a" + "18cb0071" + "0001" + "0003" + "00000005" + "0004",
        "00000001" + "000101" + "18cb0071" + "0001" + "0003" + "00000005" + "0000002a" + "0004",
      })
  void thePathIdentifierOfAGenericTableIsFoundWhereverItStands(String hex) {
    byte[] body = HexFormat.of().parseHex(hex + "40010102");
    var reader = read(record(MrtType.TABLE_DUMP_V2, MrtType.RIB_GENERIC_ADDPATH, body));
    var rib = new RibRecord();

    assertThat(rib.wrap(reader)).isNull();
    assertThat(new IpAddress(false, rib.high(), 0)).hasToString("203.0.113.0");
    assertThat(rib.nextEntry()).isTrue();
    assertThat(rib.pathId()).isEqualTo(42);
    assertThat(rib.attributes().origin()).isEqualTo(2);
    assertThat(rib.nextEntry()).isFalse();
    assertThat(rib.torn()).isFalse();
  }

  @Test
  void aGenericRouteOfAnotherFamilyHasItsOctetsAndItsEntries() throws IOException {
    byte[] evpn = {2, 3, 1, 2, 3};
    var entry = new MrtWriter.Entry(0, 0, Nlri.NO_PATH_ID, new AttributeWriter().origin(1));
    var reader = read(writer -> writer.rib(9, 25, 70, evpn, List.of(entry, entry)));
    var rib = new RibRecord();

    assertThat(rib.wrap(reader)).isNull();
    assertThat(rib.hasPrefix()).isFalse();
    assertThat(rib.nlriEnd() - rib.nlriStart()).isEqualTo(evpn.length);
    assertThat(rib.nextEntry()).isTrue();
    assertThat(rib.nextEntry()).isTrue();
    assertThat(rib.nextEntry()).isFalse();

    var unknown = read(writer -> writer.rib(9, 77, 1, evpn, List.of(entry)));
    assertThat(rib.wrap(unknown)).isEqualTo("mrt-rib-family-77-1");
  }

  /** RFC 6396, 4.3.4, and the full form that others write. */
  @Test
  void aNextHopIsReadFromTheShortFormAndTheFullOne() throws IOException {
    byte[] hop = new byte[16];
    V6.write(hop, 0);
    var brief = new AttributeWriter().abbreviatedMpReach(hop);
    var full = new AttributeWriter().mpReach(2, 1, hop, new byte[0]);
    var rib = new RibRecord();
    for (var attributes : List.of(brief, full)) {
      var entry = new MrtWriter.Entry(0, 0, Nlri.NO_PATH_ID, attributes);
      byte[] nlri = BgpWriter.nlri(List.of(PREFIX_V6));
      assertThat(rib.wrap(read(writer -> writer.rib(9, 2, 1, nlri, List.of(entry))))).isNull();
      assertThat(rib.nextEntry()).isTrue();
      assertThat(rib.attributes().nextHopAddress()).isEqualTo(V6);
    }
  }

  @Test
  void anEntryOfTheFirstTableFormatIsReadAsItWasWritten() throws IOException {
    for (var prefix : List.of(PREFIX, PREFIX_V6)) {
      var peer = new PeerIndexTable.Peer(prefix.equals(PREFIX) ? V4 : V6, 701);
      byte[] attributes = new AttributeWriter().origin(1).toByteArray();
      var reader = read(writer -> writer.tableDump(9, prefix, 5, peer, attributes));
      var entry = new TableDumpEntry();

      assertThat(entry.wrap(reader)).isNull();
      assertThat(new IpAddress(entry.v6(), entry.high(), entry.low())).isEqualTo(prefix.address());
      assertThat(entry.length()).isEqualTo(prefix.length());
      assertThat(entry.originatedSeconds()).isEqualTo(5);
      assertThat(entry.peer()).isEqualTo(peer.address());
      assertThat(entry.peerAs()).isEqualTo(701);
      assertThat(entry.attributes().origin()).isEqualTo(1);
    }
  }

  /** RFC 6396, B.2 and B.3: messages without a header. */
  @ParameterizedTest
  @ValueSource(ints = {MrtType.BGP, MrtType.BGP4PLUS, MrtType.BGP4PLUS_01})
  void theRetiredTypesAreReadToo(int type) throws IOException {
    var address = type == MrtType.BGP ? V4 : V6;
    var peer = new PeerIndexTable.Peer(address, 701);
    var collector = new PeerIndexTable.Peer(address, 64_500);
    byte[] whole = new BgpWriter().withdraw(List.of(PREFIX)).toByteArray();
    byte[] body = Arrays.copyOfRange(whole, BgpMessage.HEADER_OCTETS, whole.length);
    var message = new Bgp4mpMessage();
    var reader = read(writer -> writer.retired(9, type, MrtType.BGP_UPDATE, peer, collector, body));

    assertThat(message.wrap(reader)).isNull();
    assertThat(message.peerAddress()).isEqualTo(address);
    assertThat(message.peerAs()).isEqualTo(701);
    assertThat(message.localAs()).isEqualTo(64_500);
    assertThat(message.localAddress()).isEqualTo(address);
    assertThat(message.messageType()).isEqualTo(BgpMessage.UPDATE);
    var update = new UpdateMessage(new Counts());
    assertThat(
            update.wrap(message.bytes(), message.bodyStart(), message.bodyEnd(), 2, AddPath.NONE))
        .isTrue();
    int[] routes = {0};
    update.withdrawn((v6, safi, high, low, length, pathId) -> routes[0]++);
    assertThat(routes[0]).isEqualTo(1);

    byte[] states = {0, 6, 0, 1};
    var change =
        read(writer -> writer.retired(9, type, MrtType.BGP_STATE_CHANGE, peer, peer, states));
    assertThat(message.wrap(change)).isNull();
    assertThat(message.isStateChange()).isTrue();
    assertThat(message.oldState()).isEqualTo(6);
    assertThat(message.newState()).isEqualTo(1);
    assertThat(message.localAddress()).isNull();

    assertThat(message.wrap(read(record(type, 4, new byte[40])))).isEqualTo("mrt-" + type + "-4");
    assertThat(message.wrap(read(record(type, MrtType.BGP_UPDATE, new byte[11]))))
        .isEqualTo("mrt-malformed-bgp");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 7, 8, 9, 10, 11})
  void everySubtypeOfASessionIsReadAsItWasWritten(int subtype) throws IOException {
    boolean two = List.of(0, 1, 6, 8, 10).contains(subtype);
    boolean state = subtype == 0 || subtype == 5;
    var peer = new PeerIndexTable.Peer(V6, two ? 701 : 4_200_000_001L);
    var collector = new PeerIndexTable.Peer(V6, 64_500);
    byte[] content = state ? new byte[] {0, 5, 0, 6} : new BgpWriter().keepalive().toByteArray();
    var message = new Bgp4mpMessage();
    for (int type : new int[] {MrtType.BGP4MP, MrtType.BGP4MP_ET}) {
      var reader =
          read(writer -> writer.session(9_000_007, type, subtype, peer, collector, content));

      assertThat(reader.epochMicros()).isEqualTo(type == MrtType.BGP4MP_ET ? 9_000_007 : 9_000_000);
      assertThat(message.wrap(reader)).isNull();
      assertThat(message.peerAs()).isEqualTo(peer.as());
      assertThat(message.localAs()).isEqualTo(64_500);
      assertThat(message.isStateChange()).isEqualTo(state);
      assertThat(message.isLocal()).isEqualTo(List.of(6, 7, 10, 11).contains(subtype));
      assertThat(message.addPath()).isEqualTo(subtype >= 8 ? AddPath.ALL : AddPath.NONE);
      assertThat(message.asOctets()).isEqualTo(two ? 2 : 4);
      assertThat(state ? message.newState() : message.messageType())
          .isEqualTo(state ? 6 : BgpMessage.KEEPALIVE);
    }
  }

  private interface Writing {
    void to(MrtWriter writer) throws IOException;
  }

  private static MrtReader read(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var writer = new MrtWriter(bytes)) {
      writing.to(writer);
    }
    return read(bytes.toByteArray());
  }

  private static MrtReader read(byte[] file) {
    var reader = new MrtReader(new ByteArrayInputStream(file));
    assertThat(reader.next()).isTrue();
    return reader;
  }

  private static byte[] record(int type, int subtype, byte[] body) {
    var hex = "00000009%04x%04x%08x".formatted(type, subtype, body.length);
    return HexFormat.of().parseHex(hex + HexFormat.of().formatHex(body));
  }
}

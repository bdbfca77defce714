package jp.anshin.wire.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeType;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.bmp.BmpWriter;
import jp.anshin.wire.lora.GatewayDatagram;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;

/** Valid input of every kind that is decoded, to begin from. */
final class Seeds {
  private static final IpAddress V4 = IpAddress.v4(0xc0000201);
  private static final IpAddress V6 = new IpAddress(true, 0x20010db8L << 32, 1);
  private static final BgpWriter.Prefix PREFIX_V4 =
      new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24);
  private static final BgpWriter.Prefix PREFIX_V6 =
      new BgpWriter.Prefix(new IpAddress(true, 0x20010db8_12340000L, 0), 48);
  private static final List<Long> PATH = List.of(4_200_000_001L, 701L, 15_169L);
  private static final long MICROS = 1_503_631_320_000_007L;

  /**
   * Attributes with every decoded kind: ORIGIN, AS_PATH of two octets with a set and confederation
   * segments, NEXT_HOP, MED, LOCAL_PREF, AGGREGATOR as AS_TRANS, COMMUNITIES, AS4_PATH,
   * AS4_AGGREGATOR, LARGE_COMMUNITY, OTC, and one that nobody knows.
   */
  private static final byte[] ATTRIBUTES =
      HexFormat.of()
          .parseHex(
              "40010100"
                  + "40021c"
                  + "0301fde8"
                  + "0401fde9"
                  + "02035ba002bd3b41"
                  + "010200010002"
                  + "02025ba05ba0"
                  + "400304c0000201"
                  + "80040400000064"
                  + "400504000000c8"
                  + "c007065ba0c0000201"
                  + "c0080800010002ffffff01"
                  + "d011000e"
                  + "0203fa56ea01000002bd00003b41"
                  + "c01208fa56ea01c0000201"
                  + "c0200c000000010000000200000003"
                  + "c023040000fde8"
                  + "c06302dead");

  private Seeds() {}

  /** Bodies of UPDATE messages. */
  static List<byte[]> updates() {
    return messages().stream()
        .filter(message -> message[18] == BgpMessage.UPDATE)
        .map(message -> Arrays.copyOfRange(message, BgpMessage.HEADER_OCTETS, message.length))
        .toList();
  }

  /** Whole BGP messages of every type. */
  static List<byte[]> messages() {
    return List.of(
        new BgpWriter().announce(List.of(PREFIX_V4), PATH, V4, 4).toByteArray(),
        new BgpWriter().announce(List.of(PREFIX_V4, PREFIX_V4), PATH, V4, 2).toByteArray(),
        new BgpWriter().announce(List.of(PREFIX_V6), PATH, V6, 4).toByteArray(),
        new BgpWriter().withdraw(List.of(PREFIX_V4, PREFIX_V4)).toByteArray(),
        new BgpWriter().withdraw(List.of(PREFIX_V6)).toByteArray(),
        new BgpWriter().endOfRib().toByteArray(),
        bgp(BgpMessage.UPDATE, allAttributes()),
        bgp(BgpMessage.UPDATE, identified()),
        bgp(BgpMessage.UPDATE, otherFamily()),
        new BgpWriter().update(List.of(PREFIX_V4), further(), List.of(PREFIX_V4)).toByteArray(),
        families(false),
        families(true),
        new BgpWriter().open(64_500, 90, 1).toByteArray(),
        openWithAddPath(),
        bgp(BgpMessage.NOTIFICATION, new byte[] {6, 2}),
        bgp(BgpMessage.KEEPALIVE, new byte[0]),
        bgp(BgpMessage.ROUTE_REFRESH, new byte[] {0, 1, 0, 1}));
  }

  private static byte[] allAttributes() {
    byte[] nlri = {24, (byte) 203, 0, 113, 0, 32, 10, 0, 0, 1};
    return body(ATTRIBUTES, nlri);
  }

  /** A path identifier before each prefix (RFC 7911). */
  private static byte[] identified() {
    return body(
        HexFormat.of().parseHex("4001010040020602010000fde8400304c0000201"),
        HexFormat.of().parseHex("0000000118cb00710000000218cb0071"));
  }

  /** MP_REACH_NLRI of VPNv4, which is counted, with an attachment point. */
  private static byte[] otherFamily() {
    return body(HexFormat.of().parseHex("800e10000180047f00000101aa18cb0071000000"), new byte[0]);
  }

  /** The attributes that {@link #ATTRIBUTES} has not. */
  private static byte[] further() {
    return new AttributeWriter()
        .origin(2)
        .asPath(new AsPath().sequence(701, 15_169), 4)
        .nextHop(0xc0000201)
        .originatorId(7)
        .clusterList(8, 9)
        .extendedCommunities(0x0002fde8_00000001L, 0x4300000000000001L)
        .ipv6ExtendedCommunities(new byte[40])
        .attribute(0xc0, AttributeType.PMSI_TUNNEL, new byte[9])
        .aigp(1_000)
        .attribute(0x80, AttributeType.BGPSEC_PATH, new byte[300])
        .attributeSet(64_500, ATTRIBUTES)
        .mpReach(1, 1, new byte[] {(byte) 192, 0, 2, 1}, BgpWriter.nlri(List.of(PREFIX_V4)))
        .mpUnreach(2, 1, BgpWriter.nlri(List.of(PREFIX_V6)))
        .toByteArray();
  }

  /** Routes of every layout: prefixes, labelled, VPN, FlowSpec short and long, EVPN, BGP-LS. */
  static List<byte[]> routes() {
    return Stream.of(
            "18cb0071" + "20c0000201",
            "30000101cb0071",
            "700001010000fde800000001cb0071",
            "0501180a0000" + "f00301180a",
            "0203aabbcc" + "0500",
            "0001000201020002" + "0000")
        .map(hex -> HexFormat.of().parseHex(hex))
        .toList();
  }

  /** Routes of families that are counted: labelled, VPN, multicast VPN, FlowSpec, EVPN, BGP-LS. */
  private static byte[] families(boolean withdrawn) {
    var hex = HexFormat.of();
    var attributes = new AttributeWriter().origin(0).asPath(new AsPath().sequence(701), 4);
    byte[] family =
        withdrawn
            ? attributes
                .mpUnreach(1, 133, hex.parseHex("03010a" + "ff" + "f00200" + "01"))
                .toByteArray()
            : attributes
                .mpReach(25, 70, new byte[4], hex.parseHex("0203aabbcc" + "0500"))
                .toByteArray();
    return new BgpWriter().update(List.of(), family, List.of()).toByteArray();
  }

  private static byte[] body(byte[] attributes, byte[] nlri) {
    byte[] body = new byte[4 + attributes.length + nlri.length];
    Octets.put16(body, 2, attributes.length);
    System.arraycopy(attributes, 0, body, 4, attributes.length);
    System.arraycopy(nlri, 0, body, 4 + attributes.length, nlri.length);
    return body;
  }

  /** An OPEN with extended parameters (RFC 9072), four-octet AS and ADD-PATH for two families. */
  private static byte[] openWithAddPath() {
    byte[] capabilities = HexFormat.of().parseHex("4104fa56ea01" + "4508000101030002010302000100");
    byte[] body = new byte[16 + capabilities.length];
    body[0] = 4;
    Octets.put16(body, 1, 23_456);
    Octets.put16(body, 3, 180);
    Octets.put32(body, 5, 7);
    body[9] = (byte) 255;
    body[10] = (byte) 255;
    Octets.put16(body, 11, 3 + capabilities.length);
    body[13] = 2;
    Octets.put16(body, 14, capabilities.length);
    System.arraycopy(capabilities, 0, body, 16, capabilities.length);
    return bgp(BgpMessage.OPEN, body);
  }

  private static byte[] bgp(int type, byte[] body) {
    byte[] message = new byte[BgpMessage.HEADER_OCTETS + body.length];
    Arrays.fill(message, 0, 16, (byte) 0xff);
    Octets.put16(message, 16, message.length);
    message[18] = (byte) type;
    System.arraycopy(body, 0, message, BgpMessage.HEADER_OCTETS, body.length);
    return message;
  }

  /** Streams of BMP: every message type, view, flag and address family. */
  static List<byte[]> bmpStreams() {
    var writer = new BmpWriter();
    var peer = new BmpWriter.Peer(V4, 4_200_000_001L, 7);
    var peerV6 = new BmpWriter.Peer(V6, 65_001, 8);
    byte[] open = new BgpWriter().open(64_500, 90, 1).toByteArray();
    byte[] up = writer.peerUp(peer, MICROS, V4, open, openWithAddPath());
    byte[] initiation = writer.initiation("edge-1.tokyo", "a router");
    byte[] statistics = writer.statisticsReport(peer, MICROS, 660_000);
    byte[] down = writer.peerDown(peerV6, MICROS, 4);
    var monitoring = messages().stream().map(each -> writer.routeMonitoring(peer, MICROS, each));
    var views =
        Stream.of(0x40, 0x20, 0x10, 0x50, 0x80)
            .map(
                flags -> flagged(writer.routeMonitoring(peerV6, MICROS, messages().get(2)), flags));
    byte[] locRib = writer.routeMonitoring(peer, MICROS, messages().getFirst());
    locRib[6] = BmpMessage.PEER_TYPE_LOC_RIB;
    byte[] mirroring = writer.routeMonitoring(peer, MICROS, messages().getFirst());
    mirroring[5] = BmpMessage.ROUTE_MIRRORING;
    byte[] elements =
        writer.statisticsReport(
            peer,
            MICROS,
            List.of(
                BmpWriter.Element.counter(0, 3),
                BmpWriter.Element.gauge(9, 1, 1, 5),
                BmpWriter.Element.gauge(99, 1)));
    byte[] mirrored =
        writer.routeMirroring(
            peer,
            MICROS,
            List.of(new BmpWriter.Element(0, open), new BmpWriter.Element(1, new byte[2])));
    byte[] notified =
        writer.peerDown(
            peer, MICROS, 3, new BgpWriter().notification(6, 2, new byte[3]).toByteArray());
    byte[] event = writer.peerDown(peer, MICROS, 2, new byte[] {0, 4});
    byte[] closed =
        writer.peerDown(BmpWriter.Peer.locRib(1, 2), MICROS, 6, new byte[] {0, 3, 0, 0});
    byte[] named = writer.peerUp(BmpWriter.Peer.locRib(1, 2), MICROS, IpAddress.v4(0), open, open);
    byte[] termination = HexFormat.of().parseHex("030000000c05000100020000");
    var each =
        Stream.of(
                Stream.of(initiation, up, statistics, down, locRib, mirroring, termination),
                Stream.of(elements, mirrored, notified, event, closed, named),
                monitoring,
                views)
            .flatMap(stream -> stream)
            .toList();
    return Stream.concat(each.stream(), Stream.of(joined(each))).toList();
  }

  /** Datagrams of LoRa gateways: every kind, with and without what it may carry. */
  static List<byte[]> gatewayDatagrams() {
    byte[] heard =
        "{\"rxpk\":[{\"tmst\":1,\"stat\":1,\"data\":\"QAEC\"}],\"stat\":{\"rxnb\":2,\"ackr\":100.0}}"
            .getBytes(StandardCharsets.UTF_8);
    return Stream.of(GatewayDatagram.Kind.values())
        .flatMap(kind -> {
          long gateway = kind.isFromGateway() ? 0x0016c001f153a14cL : 0;
          var bare = GatewayDatagram.of(kind, 513, gateway, new byte[0]);
          return switch (kind) {
            case PUSH_DATA, PULL_RESP, TX_ACK ->
                Stream.of(bare, GatewayDatagram.of(kind, 513, gateway, heard));
            default -> Stream.of(bare);
          };
        })
        .map(GatewayDatagram::toByteArray)
        .toList();
  }

  private static byte[] flagged(byte[] message, int flags) {
    message[7] |= (byte) flags;
    return message;
  }

  /** MRT files: every type and subtype that is decoded, and some that are counted. */
  static List<byte[]> mrtFiles() {
    var files =
        Stream.of(
                table(),
                addPathTable(PREFIX_V4, MrtType.RIB_IPV4_UNICAST_ADDPATH),
                addPathTable(PREFIX_V6, MrtType.RIB_IPV6_UNICAST_ADDPATH),
                written(),
                record(MrtType.TABLE_DUMP_V2, 6, HexFormat.of().parseHex("0000000000010118")),
                record(MrtType.TABLE_DUMP, 1, tableDump(4, 2)),
                record(MrtType.TABLE_DUMP, 2, tableDump(16, 2)),
                record(MrtType.TABLE_DUMP, 3, tableDump(4, 4)),
                record(MrtType.TABLE_DUMP, 4, tableDump(16, 4)),
                anyFamily(),
                retired(),
                record(11, 0, new byte[24]))
            .toList();
    var sessions =
        Stream.of(0, 1, 4, 5, 6, 7, 8, 9, 10, 11)
            .flatMap(subtype ->
                Stream.of(MrtType.BGP4MP, MrtType.BGP4MP_ET)
                    .flatMap(type -> sessions(type, subtype)));
    var each = Stream.concat(files.stream(), sessions).toList();
    return Stream.concat(each.stream(), Stream.of(joined(each))).toList();
  }

  private static Stream<byte[]> sessions(int type, int subtype) {
    boolean two = subtype == 0 || subtype == 1 || subtype == 6 || subtype == 8 || subtype == 10;
    boolean state = subtype == MrtType.STATE_CHANGE || subtype == MrtType.STATE_CHANGE_AS4;
    return Stream.of(4, 16)
        .map(addressOctets -> {
          byte[] head = new byte[(two ? 4 : 8) + 4 + 2 * addressOctets];
          head[(two ? 4 : 8) + 3] = (byte) (addressOctets == 4 ? 1 : 2);
          byte[] content =
              state ? new byte[] {0, 6, 0, 1} : bgp(BgpMessage.UPDATE, allAttributes());
          byte[] micros = type == MrtType.BGP4MP_ET ? new byte[] {0, 1, 2, 3} : new byte[0];
          return record(type, subtype, joined(List.of(micros, head, content)));
        });
  }

  private static byte[] table() {
    return written(writer -> {
      writer.peerIndexTable(
          MICROS / 1_000_000,
          List.of(new PeerIndexTable.Peer(V4, 701), new PeerIndexTable.Peer(V6, 4_200_000_001L)));
      writer.rib(
          MICROS / 1_000_000,
          PREFIX_V4,
          List.of(new MrtWriter.Route(0, PATH, V4), new MrtWriter.Route(1, PATH, V4)));
      writer.rib(MICROS / 1_000_000, PREFIX_V6, List.of(new MrtWriter.Route(1, PATH, V6)));
    });
  }

  /** Tables of multicast and of other families, with and without path identifiers. */
  private static byte[] anyFamily() {
    var entry = new MrtWriter.Entry(0, 7, -1, new AttributeWriter().origin(0));
    var identified = new MrtWriter.Entry(0, 7, 9, new AttributeWriter().origin(0));
    byte[] nlri = BgpWriter.nlri(List.of(PREFIX_V4));
    byte[] evpn = {2, 3, 1, 2, 3};
    return written(writer -> {
      writer.rib(1, 1, 2, nlri, List.of(entry, entry));
      writer.rib(1, 2, 2, BgpWriter.nlri(List.of(PREFIX_V6)), List.of(identified));
      writer.rib(1, 25, 70, evpn, List.of(entry));
      writer.rib(1, 25, 70, evpn, List.of(identified, identified));
      writer.rib(1, 1, 3, nlri, List.of(entry));
    });
  }

  private static byte[] retired() {
    var v4 = new PeerIndexTable.Peer(V4, 701);
    var v6 = new PeerIndexTable.Peer(V6, 702);
    return written(writer -> {
      writer.retired(1, MrtType.BGP, MrtType.BGP_UPDATE, v4, v4, allAttributes());
      writer.retired(1, MrtType.BGP4PLUS, MrtType.BGP_UPDATE, v6, v6, allAttributes());
      writer.retired(1, MrtType.BGP, MrtType.BGP_STATE_CHANGE, v4, v4, new byte[] {0, 6, 0, 1});
      writer.retired(1, MrtType.BGP4PLUS_01, MrtType.BGP_KEEPALIVE, v6, v6, new byte[0]);
    });
  }

  private static byte[] written() {
    var peer = new PeerIndexTable.Peer(V4, 4_200_000_001L);
    var collector = new PeerIndexTable.Peer(V4, 64_500);
    return written(writer -> {
      writer.stateChange(MICROS, peer, collector, 5, 6);
      for (byte[] message : messages()) {
        writer.message(MICROS, peer, collector, message);
      }
    });
  }

  private static byte[] addPathTable(BgpWriter.Prefix prefix, int subtype) {
    byte[] attributes = new BgpWriter().tableAttributes(PATH, V4, 4).toByteArray();
    int prefixOctets = (prefix.length() + 7) >>> 3;
    byte[] address = new byte[16];
    prefix.address().write(address, 0);
    byte[] body = new byte[5 + prefixOctets + 2 + 12 + attributes.length];
    body[4] = (byte) prefix.length();
    System.arraycopy(address, 0, body, 5, prefixOctets);
    int entry = 5 + prefixOctets + 2;
    Octets.put16(body, entry - 2, 1);
    Octets.put32(body, entry + 6, 77);
    Octets.put16(body, entry + 10, attributes.length);
    System.arraycopy(attributes, 0, body, entry + 12, attributes.length);
    return record(MrtType.TABLE_DUMP_V2, subtype, body);
  }

  private static byte[] tableDump(int addressOctets, int asOctets) {
    byte[] body = new byte[4 + 2 * addressOctets + 6 + asOctets + 2 + ATTRIBUTES.length];
    body[4] = (byte) 203;
    body[4 + addressOctets] = 24;
    int attributes = body.length - ATTRIBUTES.length;
    Octets.put16(body, attributes - 2, ATTRIBUTES.length);
    System.arraycopy(ATTRIBUTES, 0, body, attributes, ATTRIBUTES.length);
    return body;
  }

  private static byte[] record(int type, int subtype, byte[] body) {
    byte[] record = new byte[12 + body.length];
    Octets.put32(record, 0, (int) (MICROS / 1_000_000));
    Octets.put16(record, 4, type);
    Octets.put16(record, 6, subtype);
    Octets.put32(record, 8, body.length);
    System.arraycopy(body, 0, record, 12, body.length);
    return record;
  }

  private interface Writing {
    void to(MrtWriter writer) throws IOException;
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var writer = new MrtWriter(bytes)) {
      writing.to(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(List<byte[]> parts) {
    var all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}

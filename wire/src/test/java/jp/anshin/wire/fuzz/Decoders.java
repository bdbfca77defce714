package jp.anshin.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import jp.anshin.wire.Counts;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.ErrorHandling;
import jp.anshin.wire.bgp.NlriLayout;
import jp.anshin.wire.bgp.NotificationMessage;
import jp.anshin.wire.bgp.OpenMessage;
import jp.anshin.wire.bgp.PathAttributes;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpFraming;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.lora.GatewayDatagram;
import jp.anshin.wire.mrt.Bgp4mpMessage;
import jp.anshin.wire.mrt.MrtFault;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.PeerIndexTable;
import jp.anshin.wire.mrt.RibRecord;
import jp.anshin.wire.mrt.TableDumpEntry;

/**
 * Reads every field of whatever octets it is given, and checks that nothing vanished: each record
 * is decoded, or counted by kind, and what follows them is refused with its place.
 */
final class Decoders {

  /**
   * What came of the records or messages of one input.
   *
   * @param decoded laid out and read
   * @param counted met and not decoded, with a kind
   */
  record Tally(long decoded, long counted) {
    Tally and(boolean isDecoded) {
      return isDecoded ? new Tally(decoded + 1, counted) : new Tally(decoded, counted + 1);
    }

    long all() {
      return decoded + counted;
    }
  }

  private Decoders() {}

  /** An MRT file: records, and a fault unless the input ends with a whole one. */
  static Tally mrt(byte[] file) {
    var reader = new MrtReader(new ByteArrayInputStream(file));
    var tally = new Tally(0, 0);
    long octets = 0;
    while (reader.next()) {
      assertThat(reader.recordOffset()).isEqualTo(octets);
      octets += reader.recordLength();
      assertThat(reader.bodyStart()).isLessThanOrEqualTo(reader.bodyEnd());
      tally = tally.and(mrtRecord(alone(reader)));
    }
    assertThat(tally.all()).isEqualTo(reader.recordCount());
    var fault = reader.fault();
    if (fault == null) {
      assertThat(octets).isEqualTo(file.length);
    } else {
      assertThat(fault.offset()).isEqualTo(octets);
      assertThat(fault.reason() == MrtFault.Reason.EMPTY).isEqualTo(file.length == 0);
      assertThat(file.length == 0 || octets < file.length).isTrue();
      assertThat(fault.completeRecords()).isEqualTo(reader.recordCount());
      assertThat(fault.reason()).isNotEqualTo(MrtFault.Reason.UNREADABLE);
    }
    assertThat(reader.next()).isFalse();
    return tally;
  }

  /** The present record without the octets around it: none of them may be read. */
  private static MrtReader alone(MrtReader reader) {
    var record =
        new MrtReader(Arrays.copyOfRange(reader.bytes(), reader.recordStart(), reader.bodyEnd()));
    return record.next() ? record : reader; // one of a type that no file begins with is not decoded
  }

  /** Whether it was decoded; else it has a kind to count it under. */
  private static boolean mrtRecord(MrtReader record) {
    return switch (record.type()) {
      case MrtType.TABLE_DUMP -> tableDump(record);
      case MrtType.TABLE_DUMP_V2 ->
          record.subtype() == MrtType.PEER_INDEX_TABLE ? peerIndex(record) : rib(record);
      default -> MrtType.isSession(record.type()) && session(record);
    };
  }

  private static boolean tableDump(MrtReader record) {
    var entry = new TableDumpEntry();
    var kind = entry.wrap(record);
    if (kind != null) {
      assertThat(kind).startsWith("mrt-");
      return false;
    }
    prefix(entry.v6(), entry.high(), entry.low(), entry.length());
    assertThat(entry.peer().toString()).isNotBlank();
    assertThat(entry.peerAs()).isNotNegative();
    assertThat(entry.originatedSeconds()).isNotNegative();
    attributes(entry.attributes());
    return true;
  }

  private static boolean peerIndex(MrtReader record) {
    var table = PeerIndexTable.read(record);
    if (table == null) {
      return false;
    }
    table.peers().forEach(peer -> assertThat(peer.address().toString()).isNotBlank());
    return true;
  }

  private static boolean rib(MrtReader record) {
    var rib = new RibRecord();
    var kind = rib.wrap(record);
    if (kind != null) {
      assertThat(kind).startsWith("mrt-");
      return false;
    }
    assertThat(rib.nlriStart()).isBetween(record.bodyStart(), rib.nlriEnd());
    assertThat(rib.nlriEnd()).isLessThan(record.bodyEnd());
    if (rib.hasPrefix()) {
      prefix(rib.v6(), rib.high(), rib.low(), rib.length());
    }
    int entries = 0;
    while (rib.nextEntry()) {
      entries++;
      assertThat(rib.peerIndex()).isBetween(0, 0xffff);
      assertThat(rib.pathId()).isBetween(-1L, 0xffff_ffffL);
      attributes(rib.attributes());
    }
    assertThat(entries < rib.entryCount()).isEqualTo(rib.torn());
    return true;
  }

  private static boolean session(MrtReader record) {
    var message = new Bgp4mpMessage();
    var kind = message.wrap(record);
    if (kind != null) {
      assertThat(kind).startsWith("mrt-");
      return false;
    }
    assertThat(message.peerAddress().toString()).isNotBlank();
    var local = message.localAddress();
    assertThat(local == null).isEqualTo(message.isRetired() && message.isStateChange());
    assertThat(message.peerAs()).isNotNegative();
    assertThat(message.localAs()).isNotNegative();
    if (message.isStateChange()) {
      assertThat(message.oldState() + message.newState()).isNotNegative();
      return true;
    }
    int type = message.messageType();
    if (type >= 0) {
      assertThat(message.bodyStart()).isBetween(message.messageStart(), message.bodyEnd());
      assertThat(message.bodyEnd()).isLessThanOrEqualTo(message.messageEnd());
    }
    if (type == BgpMessage.UPDATE) {
      update(
          message.bytes(),
          message.bodyStart(),
          message.bodyEnd(),
          message.asOctets(),
          message.addPath());
    } else if (!message.isRetired()) {
      open(message.bytes(), message.messageStart(), message.messageEnd());
      notification(message.bytes(), message.messageStart(), message.messageEnd());
    }
    return true;
  }

  /** A BGP message within {@code [start, end)}. */
  static void bgp(byte[] bytes, int start, int end, int asOctets, AddPath addPath) {
    int type = BgpMessage.type(bytes, start, end);
    if (type < 0) {
      return;
    }
    int messageEnd = start + BgpMessage.length(bytes, start);
    assertThat(messageEnd).isBetween(start + BgpMessage.HEADER_OCTETS, end);
    if (type == BgpMessage.UPDATE) {
      update(bytes, start + BgpMessage.HEADER_OCTETS, messageEnd, asOctets, addPath);
    } else {
      open(bytes, start, end);
      notification(bytes, start, end);
    }
  }

  private static void notification(byte[] bytes, int start, int end) {
    var notification = NotificationMessage.read(bytes, start, end);
    if (notification != null) {
      assertThat(notification.code()).isBetween(0, 255);
      assertThat(notification.dataLength()).isNotNegative();
      assertThat(notification.dataOffset() + notification.dataLength()).isLessThanOrEqualTo(end);
    }
  }

  /** The body of an UPDATE: what is malformed is counted, once for each part. */
  static void update(byte[] bytes, int start, int end, int asOctets, AddPath addPath) {
    var counts = new Counts();
    var update = new UpdateMessage(counts);
    boolean whole = update.wrap(bytes, start, end, asOctets, addPath);
    assertThat(counts.of("bgp-malformed-update")).isEqualTo(whole ? 0 : 1);
    var handling = update.errorHandling();
    var counted = counts.toMap();
    assertThat(update.errorHandling()).isEqualTo(handling);
    assertThat(counts.toMap()).as("each fault counts once").isEqualTo(counted);
    assertThat(handling == ErrorHandling.NONE)
        .isEqualTo(counted.keySet().stream().noneMatch(Decoders::isFault));
    if (whole && handling == ErrorHandling.NONE) { // the quick answer and that of each agree
      var each = update.attributes();
      for (int i = 0; i < each.count(); i++) {
        assertThat(each.errorHandling(each.type(i), false)).isEqualTo(ErrorHandling.NONE);
      }
    }
    long[] prefixes = {0};
    update.withdrawn((v6, safi, high, low, length, pathId) -> {
      prefix(v6, high, low, length);
      prefixes[0]++;
    });
    update.announced((v6, safi, high, low, length, pathId) -> {
      prefix(v6, high, low, length);
      prefixes[0]++;
    });
    assertThat(prefixes[0]).isLessThanOrEqualTo(end - start);
    assertThat(counts.of("bgp-malformed-nlri")).isBetween(0L, 4L);
    assertThat(update.endOfRib()).isNotNegative();
    attributes(update.attributes());
  }

  private static boolean isFault(String kind) {
    return kind.startsWith("bgp-attribute-discard-")
        || kind.startsWith("bgp-treat-as-withdraw-")
        || kind.startsWith("bgp-session-reset-")
        || kind.startsWith("bgp-malformed-");
  }

  /** Path attributes alone, with either width of AS numbers. */
  static void attributes(byte[] bytes) {
    for (int asOctets : new int[] {2, 4}) {
      var attributes = new PathAttributes();
      attributes.wrap(bytes, 0, bytes.length, asOctets);
      attributes(attributes);
      var path = new AsPath();
      if (!path.read(bytes, 0, bytes.length, asOctets)) {
        assertThat(path.segmentCount()).isZero();
      }
      path(path);
    }
  }

  private static void attributes(PathAttributes attributes) {
    var counts = new Counts();
    attributes.countUnknown(counts);
    assertThat(counts.toMap().keySet()).allMatch(kind -> kind.startsWith("bgp-"));
    path(attributes.asPath());
    if (attributes.asPathMalformed()) {
      assertThat(attributes.asPath().numberCount()).isZero();
    }
    assertThat(attributes.nextHopAddress().toString()).isNotBlank();
    assertThat(attributes.origin()).isBetween(-1, 255);
    assertThat(attributes.localPreference()).isNotNegative();
    assertThat(attributes.multiExitDiscriminator()).isNotNegative();
    assertThat(attributes.onlyToCustomer()).isGreaterThanOrEqualTo(-1);
    if (attributes.hasAggregator()) {
      assertThat(attributes.aggregatorAs()).isNotNegative();
      var unused = attributes.aggregatorAddress();
    }
    for (int i = 0; i < attributes.communityCount(); i++) {
      var unused = attributes.community(i);
    }
    everyAttribute(attributes);
    further(attributes);
  }

  private static void everyAttribute(PathAttributes attributes) {
    for (int i = 0; i < attributes.count(); i++) {
      int type = attributes.type(i);
      assertThat(attributes.has(type)).isTrue();
      assertThat(attributes.flags(type)).isBetween(0, 255);
      int end = attributes.offset(type) + attributes.length(type);
      assertThat(end).isLessThanOrEqualTo(attributes.bytes().length);
      for (boolean internal : new boolean[] {false, true}) {
        assertThat(attributes.errorHandling(type, internal)).isNotNull();
      }
    }
    var reach = attributes.mpReach();
    assertThat(reach.nlriOffset()).isLessThanOrEqualTo(reach.nlriEnd());
  }

  /** Their values are anything; reading them must stay within the octets. */
  private static void further(PathAttributes attributes) {
    long sum = 0;
    for (int i = 0; i < attributes.extendedCommunityCount(); i++) {
      sum += attributes.extendedCommunity(i);
    }
    for (int i = 0; i < attributes.ipv6ExtendedCommunityCount(); i++) {
      sum += attributes.bytes()[attributes.ipv6ExtendedCommunityOffset(i) + 19];
    }
    for (int i = 0; i < attributes.largeCommunityCount(); i++) {
      assertThat(attributes.largeCommunity(i, 2)).isNotNegative();
    }
    for (int i = 0; i < attributes.clusterCount(); i++) {
      sum += attributes.cluster(i);
    }
    sum += attributes.hasOriginatorId() ? attributes.originatorId() : 0;
    sum += attributes.hasAigp() ? attributes.aigp() : 0;
    if (attributes.hasAttributeSet()) {
      assertThat(attributes.attributeSetAs()).isNotNegative();
      var within = new PathAttributes();
      attributes.attributeSet(within);
      attributes(within);
    }
    var unused = sum;
  }

  private static void path(AsPath path) {
    int numbers = 0;
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      assertThat(path.segmentStart(segment)).isEqualTo(numbers);
      numbers = path.segmentEnd(segment);
      assertThat(path.segmentType(segment)).isBetween(AsPath.AS_SET, AsPath.AS_CONFED_SET);
    }
    assertThat(path.numberCount()).isEqualTo(numbers);
    assertThat(path.hopCount()).isNotNegative();
    assertThat(path.toString()).doesNotContain("-");
  }

  /** Routes of every family: their ends lie within their space, and they fill it. */
  static void routes(byte[] bytes) {
    for (int afi : new int[] {1, 2, 25, 16_388}) {
      for (int safi = 0; safi < 256; safi++) {
        if (NlriLayout.isKnown(afi, safi)) {
          routes(bytes, afi, safi);
        }
      }
    }
  }

  private static void routes(byte[] bytes, int afi, int safi) {
    int routes = 0;
    int position = 0;
    while (position >= 0 && position < bytes.length) {
      position = NlriLayout.endOf(bytes, position, bytes.length, afi, safi);
      if (position < -1 || position > bytes.length) {
        throw new AssertionError("end " + position + " of family " + afi + " " + safi);
      }
      routes++;
    }
    assertThat(NlriLayout.count(bytes, 0, bytes.length, afi, safi, false))
        .isEqualTo(position < 0 ? NlriLayout.MALFORMED : routes);
  }

  /** An OPEN, BGP header included. */
  static void open(byte[] bytes, int start, int end) {
    var open = OpenMessage.read(bytes, start, end);
    if (open != null) {
      assertThat(open.as()).isBetween(0L, 0xffff_ffffL);
      assertThat(open.capabilities()).allMatch(code -> code >= 0 && code <= 255);
      assertThat(open.addPathTo(open)).isNotNull();
    }
  }

  /** A stream of BMP: messages, then nothing more, a torn one, or a refusal. */
  static Tally bmp(byte[] stream) {
    var tally = new Tally(0, 0);
    int position = 0;
    while (true) {
      int length = BmpFraming.messageLength(stream, position, stream.length - position);
      if (length <= 0) {
        assertThat(length)
            .isIn(BmpFraming.NEED_MORE, BmpFraming.WRONG_VERSION, BmpFraming.WRONG_LENGTH);
        assertThat(length == BmpFraming.NEED_MORE)
            .isEqualTo(
                stream.length - position < BmpFraming.HEADER_OCTETS && isBmp(stream, position));
        return tally;
      }
      assertThat(length).isBetween(BmpFraming.HEADER_OCTETS, BmpFraming.MAX_MESSAGE_OCTETS);
      if (position + length > stream.length) {
        return tally;
      }
      tally = tally.and(bmpMessage(stream, position, length));
      position += length;
    }
  }

  private static boolean isBmp(byte[] stream, int position) {
    return position == stream.length || stream[position] == 3;
  }

  private static boolean bmpMessage(byte[] bytes, int offset, int length) {
    // Nothing beyond the message may be read: it lies alone.
    byte[] alone = Arrays.copyOfRange(bytes, offset, offset + length);
    var message = new BmpMessage();
    var kind = message.wrap(alone, 0, length);
    if (kind != null) {
      assertThat(kind).startsWith("bmp-");
      return false;
    }
    if (message.hasPeer()) {
      assertThat(message.view()).isNotNull();
      assertThat(message.peerAddress().toString()).isNotBlank();
      assertThat(message.peerAs()).isNotNegative();
      assertThat(message.epochMicros()).isNotNegative();
      var unused = message.distinguisher() + message.peerBgpIdentifier();
    }
    elements(message);
    switch (message.type()) {
      case BmpMessage.ROUTE_MONITORING -> {
        for (var addPath : new AddPath[] {AddPath.NONE, AddPath.ALL}) {
          bgp(alone, message.contentStart(), message.end(), message.asOctets(), addPath);
        }
      }
      case BmpMessage.PEER_UP -> {
        assertThat(message.localAddress().toString()).isNotBlank();
        assertThat(message.localPort() + message.remotePort()).isNotNegative();
        var name = message.tableName();
        assertThat(name == null ? 0 : name.length()).isLessThanOrEqualTo(1_024);
        var sent = message.sentOpen();
        var received = message.receivedOpen();
        if (sent != null && received != null) {
          assertThat(received.addPathTo(sent)).isNotNull();
        }
      }
      case BmpMessage.PEER_DOWN -> {
        assertThat(message.peerDownReason()).isBetween(0, 255);
        assertThat(message.localEvent()).isGreaterThanOrEqualTo(-1);
        var notification = message.notification();
        assertThat(notification == null ? 0 : notification.code()).isBetween(0, 255);
      }
      case BmpMessage.STATISTICS_REPORT -> assertThat(message.statisticsCount()).isNotNegative();
      case BmpMessage.TERMINATION ->
          assertThat(message.terminationReason()).isGreaterThanOrEqualTo(-1);
      case BmpMessage.INITIATION -> {
        var name = message.routerName();
        assertThat(name == null ? 0 : name.length()).isLessThanOrEqualTo(1_024);
      }
      default -> {}
    }
    return true;
  }

  /** A datagram of a LoRa gateway: what is read is written again as it was. */
  static void gatewayDatagram(byte[] input) {
    var read = GatewayDatagram.read(input, 0, input.length);
    if (read != null) {
      assertThat(read.toByteArray()).isEqualTo(input);
      assertThat(read.kind().isFromGateway() || read.gateway() == 0).isTrue();
    }
  }

  private static void elements(BmpMessage message) {
    int[] octets = {0};
    message.elements((type, offset, length) -> {
      assertThat(offset + length).isLessThanOrEqualTo(message.end());
      octets[0] += 4 + length;
      var unused = BmpMessage.statistic(message.bytes(), offset, length);
    });
    assertThat(octets[0]).isLessThanOrEqualTo(message.end());
  }

  /** A prefix within its family, no bit set beyond its length. */
  private static void prefix(boolean v6, long high, long low, int length) {
    if (length < 0 || length > (v6 ? 128 : 32)) {
      throw new AssertionError("length " + length);
    }
    boolean clean =
        length >= 64 ? length == 128 || low << (length - 64) == 0 : low == 0 && high << length == 0;
    if (!clean) {
      throw new AssertionError("bits beyond /" + length + " of " + high + " " + low);
    }
  }
}

package jp.anshin.route.print;

import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AttributeType;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.MpReach;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.NlriVisitor;
import jp.anshin.wire.bgp.PathAttributes;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.mrt.Bgp4mpMessage;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.PeerIndexTable;
import jp.anshin.wire.mrt.RibRecord;
import jp.anshin.wire.mrt.TableDumpEntry;
import org.jspecify.annotations.Nullable;

/**
 * Prints MRT records byte for byte as {@code bgpdump -m} does, but for host bits beyond a prefix's
 * mask, which are masked here. What is not printed is counted.
 */
public final class MrtTextPrinter {
  private static final int SAFI_MULTICAST = 2;
  private static final int NO_ADDRESS = 0xffff_ffff;

  private final AsciiText line;
  private final Counts counts;
  private final UpdateMessage update;
  private final Bgp4mpMessage message = new Bgp4mpMessage();
  private final TableDumpEntry entry = new TableDumpEntry();
  private final RibRecord rib = new RibRecord();
  private final NlriVisitor withdrawnLine = this::withdrawn;
  private final NlriVisitor bodyLine = this::announcedInBody;
  private final NlriVisitor mpReachLine = this::announcedByMpReach;

  /** What every line of a message begins with, and what every route announced in it ends with. */
  private final AsciiText start = new AsciiText();

  private final AsciiText end = new AsciiText();
  private int kindAt;
  private @Nullable PeerIndexTable peers;

  /**
   * @param out takes the text
   * @param counts takes what was met and not printed
   */
  public MrtTextPrinter(AsciiText out, Counts counts) {
    this.line = out;
    this.counts = counts;
    this.update = new UpdateMessage(counts);
  }

  /** Prints every record of a file; stops where it is torn (see {@link MrtReader#fault}). */
  public void print(MrtReader reader) {
    print(reader, null);
  }

  /**
   * Prints every record of a part of a file.
   *
   * @param known the peers that entries of its first records refer to, or null
   */
  public void print(MrtReader reader, @Nullable PeerIndexTable known) {
    peers = known;
    while (reader.next()) {
      printRecord(reader);
    }
  }

  private void printRecord(MrtReader record) {
    switch (record.type()) {
      case MrtType.TABLE_DUMP -> tableDump(record);
      case MrtType.TABLE_DUMP_V2 -> tableDumpV2(record);
      default -> {
        if (MrtType.isSession(record.type())) {
          session(record);
        } else {
          counts.add("mrt-" + record.type() + "-" + record.subtype());
        }
      }
    }
  }

  private boolean counted(@Nullable String kind) {
    if (kind != null) {
      counts.add(kind);
    }
    return kind != null;
  }

  // TABLE_DUMP

  private void tableDump(MrtReader record) {
    if (counted(entry.wrap(record))) {
      return;
    }
    entry.attributes().countUnknown(counts);
    line.append("TABLE_DUMP|").append(record.epochMicros() / 1_000_000).append("|B|");
    var peer = entry.peer();
    address(line, peer.v6(), peer.high(), peer.low());
    line.append('|').append(entry.peerAs()).append('|');
    prefix(line, entry.v6(), entry.high(), entry.low(), entry.length());
    line.append('|');
    path(line, entry.attributes());
    tableNextHop(entry.attributes(), false);
    communitiesAndAggregator(line, entry.attributes());
    line.append('\n');
  }

  // TABLE_DUMP_V2

  private void tableDumpV2(MrtReader record) {
    if (record.subtype() == MrtType.PEER_INDEX_TABLE) {
      peers = PeerIndexTable.read(record);
      if (peers == null) {
        counts.add("mrt-malformed-peer-index-table");
      }
      return;
    }
    if (counted(rib.wrap(record))) {
      return;
    }
    if (!rib.hasPrefix() || rib.safi() == SAFI_MULTICAST) {
      counts.add("mrt-rib-family-" + rib.afi() + "-" + rib.safi());
      return; // a line does not say of which family it is
    }
    while (rib.nextEntry()) {
      ribEntry(record.epochMicros() / 1_000_000);
    }
    if (rib.torn()) {
      counts.add("mrt-malformed-rib");
    }
  }

  private void ribEntry(long epochSeconds) {
    var table = peers;
    if (table == null || rib.peerIndex() >= table.peers().size()) {
      counts.add("mrt-unknown-peer-index");
      return;
    }
    rib.attributes().countUnknown(counts);
    var peer = table.peers().get(rib.peerIndex());
    line.append(rib.addPath() ? "TABLE_DUMP2_AP|" : "TABLE_DUMP2|").append(epochSeconds);
    line.append("|B|");
    address(line, peer.address().v6(), peer.address().high(), peer.address().low());
    line.append('|').append(peer.as()).append('|');
    prefix(line, rib.v6(), rib.high(), rib.low(), rib.length());
    line.append('|');
    if (rib.addPath()) {
      line.append(rib.pathId()).append('|');
    }
    path(line, rib.attributes());
    tableNextHop(rib.attributes(), true);
    communitiesAndAggregator(line, rib.attributes());
    line.append('\n');
  }

  /** Next hop, local preference and MED of a table's entry. */
  private void tableNextHop(PathAttributes attributes, boolean ofAnyFamily) {
    var reach = attributes.mpReach();
    boolean usable =
        reach.nextHopLength() > 0
            && (reach.afi() == 0 || reach.afi() == 2 || (ofAnyFamily && reach.afi() == 1))
            && (reach.afi() == 0 || reach.safi() == 1);
    if (usable) {
      nextHop(line, attributes, reach);
    } else {
      plainNextHop(line, attributes);
    }
    preferences(line, attributes);
  }

  // Sessions

  private void session(MrtReader record) {
    if (counted(message.wrap(record))) {
      return;
    }
    if (message.isStateChange()) {
      lineStart(record, "STATE");
      line.append(start).append(message.oldState()).append('|');
      line.append(message.newState()).append('\n');
      return;
    }
    int type = message.messageType();
    if (type != BgpMessage.UPDATE) {
      if (type < BgpMessage.OPEN || type > BgpMessage.ROUTE_REFRESH) {
        counts.add(type < 0 ? "bgp-malformed-message" : "bgp-message-" + type);
      }
      return;
    }
    boolean whole =
        update.wrap(
            message.bytes(),
            message.bodyStart(),
            message.bodyEnd(),
            message.asOctets(),
            message.addPath());
    if (whole) {
      update.errorHandling(); // bgpdump prints malformed routes too; here they are told as well
      lineStart(record, "W");
      update.withdrawn(withdrawnLine);
      start.set(kindAt, 'A');
      end.clear();
      update.announcedInBody(bodyLine);
      end.clear();
      update.announcedByMpReach(mpReachLine);
    }
  }

  private void announcedInBody(boolean v6, int safi, long high, long low, int length, long pathId) {
    if (end.length() == 0) {
      path(end, update.attributes());
      plainNextHop(end, update.attributes());
      announcementEnd();
    }
    announced(v6, high, low, length, pathId);
  }

  private void announcedByMpReach(
      boolean v6, int safi, long high, long low, int length, long pathId) {
    if (end.length() == 0) {
      path(end, update.attributes());
      nextHop(end, update.attributes(), update.attributes().mpReach());
      announcementEnd();
    }
    announced(v6, high, low, length, pathId);
  }

  private void announcementEnd() {
    preferences(end, update.attributes());
    communitiesAndAggregator(end, update.attributes());
    end.append('\n');
  }

  private void announced(boolean v6, long high, long low, int length, long pathId) {
    line.append(start);
    prefix(line, v6, high, low, length);
    line.append('|');
    if (pathId != Nlri.NO_PATH_ID) {
      line.append(pathId).append('|');
    }
    line.append(end);
  }

  private void withdrawn(boolean v6, int safi, long high, long low, int length, long pathId) {
    line.append(start);
    prefix(line, v6, high, low, length);
    if (pathId != Nlri.NO_PATH_ID) {
      line.append('|').append(pathId);
    }
    line.append('\n');
  }

  /** Makes what every line of this message begins with. */
  private void lineStart(MrtReader record, String kind) {
    start.clear();
    start.append(message.isRetired() ? "BGP" : "BGP4MP");
    boolean extended = record.type() == MrtType.BGP4MP_ET;
    if (extended) {
      start.append("_ET");
    }
    if (message.isLocal()) {
      start.append("_LOCAL");
    }
    if (message.addPath().v4()) {
      start.append("_AP");
    }
    start.append('|').append(record.epochMicros() / 1_000_000);
    if (extended) {
      start.append('.').padded((int) (record.epochMicros() % 1_000_000), 6);
    }
    start.append('|');
    kindAt = start.length();
    start.append(kind).append('|');
    address(start, message.v6(), message.peerHigh(), message.peerLow());
    start.append('|').append(message.peerAs()).append('|');
  }

  // Fields

  private static void path(AsciiText text, PathAttributes attributes) {
    if (attributes.asPathMalformed()) {
      text.append("! Error !");
    } else {
      attributes.asPath().append(text);
    }
    text.append('|');
    text.append(
        switch (attributes.origin()) {
          case 0 -> "IGP";
          case 1 -> "EGP";
          default -> "INCOMPLETE";
        });
    text.append('|');
  }

  private static void plainNextHop(AsciiText text, PathAttributes attributes) {
    int bits = attributes.has(AttributeType.NEXT_HOP) ? attributes.nextHop() : NO_ADDRESS;
    IpAddress.append(text, false, (long) bits << 32, 0);
    text.append('|');
  }

  private static void nextHop(AsciiText text, PathAttributes attributes, MpReach reach) {
    byte[] bytes = attributes.bytes();
    int at = reach.nextHopOffset();
    if (reach.nextHopLength() == 4) {
      IpAddress.append(text, false, (long) Octets.i32(bytes, at) << 32, 0);
    } else if (reach.nextHopLength() >= 16) {
      address(text, true, Octets.i64(bytes, at), Octets.i64(bytes, at + 8));
    }
    text.append('|');
  }

  private static void preferences(AsciiText text, PathAttributes attributes) {
    text.append(attributes.localPreference()).append('|');
    text.append(attributes.multiExitDiscriminator()).append('|');
  }

  private static void communitiesAndAggregator(AsciiText text, PathAttributes attributes) {
    for (int i = 0; i < attributes.communityCount(); i++) {
      if (i > 0) {
        text.append(' ');
      }
      community(text, attributes.community(i));
    }
    text.append('|');
    text.append(attributes.has(AttributeType.ATOMIC_AGGREGATE) ? "AG|" : "NAG|");
    if (attributes.hasAggregator() && attributes.aggregatorAddress() != NO_ADDRESS) {
      text.append(attributes.aggregatorAs()).append(' ');
      IpAddress.append(text, false, (long) attributes.aggregatorAddress() << 32, 0);
    }
    text.append('|');
  }

  private static void community(AsciiText text, int community) {
    switch (community) {
      case 0xffff_ff01 -> text.append("no-export");
      case 0xffff_ff02 -> text.append("no-advertise");
      case 0xffff_ff03 -> text.append("local-AS");
      default -> text.append(community >>> 16).append(':').append(community & 0xffff);
    }
  }

  private static void prefix(AsciiText text, boolean v6, long high, long low, int length) {
    address(text, v6, high, low);
    text.append('/').append(length);
  }

  private static void address(AsciiText text, boolean v6, long high, long low) {
    if (v6) {
      BgpdumpIpv6.append(text, high, low);
    } else {
      IpAddress.append(text, false, high, low);
    }
  }
}

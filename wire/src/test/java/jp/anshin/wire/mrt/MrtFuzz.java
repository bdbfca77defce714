package jp.anshin.wire.mrt;

import java.io.ByteArrayInputStream;
import jp.anshin.wire.Counts;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.PathAttributes;
import jp.anshin.wire.bgp.UpdateMessage;

/** Reads every field of whatever bytes it is given: the target of the fuzzing. */
final class MrtFuzz {
  private MrtFuzz() {}

  /** Reads all records and all their fields; returns how many prefixes were met. */
  static long readAll(byte[] file) {
    var counts = new Counts();
    var reader = new MrtReader(new ByteArrayInputStream(file));
    var message = new Bgp4mpMessage();
    var entry = new TableDumpEntry();
    var rib = new RibRecord();
    var update = new UpdateMessage(counts);
    long[] prefixes = {0};
    while (reader.next()) {
      switch (reader.type()) {
        case MrtType.TABLE_DUMP -> {
          if (entry.wrap(reader) == null) {
            attributes(entry.attributes());
            prefixes[0]++;
          }
        }
        case MrtType.TABLE_DUMP_V2 -> {
          if (reader.subtype() == MrtType.PEER_INDEX_TABLE) {
            var peers = PeerIndexTable.read(reader);
            prefixes[0] += peers == null ? 0 : peers.peers().size();
          } else if (rib.wrap(reader) == null) {
            while (rib.nextEntry()) {
              attributes(rib.attributes());
              prefixes[0]++;
            }
          }
        }
        case MrtType.BGP4MP, MrtType.BGP4MP_ET -> {
          if (message.wrap(reader) == null && !message.isStateChange()) {
            prefixes[0] += update(message, update);
          }
        }
        default -> counts.add("mrt-" + reader.type());
      }
    }
    return prefixes[0];
  }

  private static long update(Bgp4mpMessage message, UpdateMessage update) {
    int start = message.messageStart();
    if (BgpMessage.type(message.bytes(), start, message.messageEnd()) != BgpMessage.UPDATE) {
      return 0;
    }
    int end = start + BgpMessage.length(message.bytes(), start);
    update.wrap(
        message.bytes(),
        start + BgpMessage.HEADER_OCTETS,
        end,
        message.asOctets(),
        message.addPath());
    long[] prefixes = {update.endOfRib()};
    update.withdrawn((v6, safi, high, low, length, pathId) -> prefixes[0]++);
    update.announced((v6, safi, high, low, length, pathId) -> prefixes[0]++);
    attributes(update.attributes());
    return prefixes[0];
  }

  private static void attributes(PathAttributes attributes) {
    attributes.countUnknown(new Counts());
    var unused = attributes.asPath().toString() + attributes.nextHopAddress();
    long sum =
        attributes.origin()
            + attributes.localPreference()
            + attributes.multiExitDiscriminator()
            + attributes.onlyToCustomer();
    if (attributes.hasAggregator()) {
      sum += attributes.aggregatorAs() + attributes.aggregatorAddress();
    }
    for (int i = 0; i < attributes.communityCount(); i++) {
      sum += attributes.community(i);
    }
    if (sum == Long.MIN_VALUE) {
      throw new AssertionError(unused);
    }
  }
}

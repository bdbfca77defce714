package jp.anshin.bench;

import jp.anshin.wire.Counts;
import jp.anshin.wire.bgp.AttributeType;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.NlriVisitor;
import jp.anshin.wire.bgp.PathAttributes;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.mrt.Bgp4mpMessage;
import jp.anshin.wire.mrt.MrtReader;

/** Sums up every field of every record, so that nothing of the decoding can be left out. */
final class EveryField {
  private final UpdateMessage update = new UpdateMessage(new Counts());
  private final Bgp4mpMessage message = new Bgp4mpMessage();
  private final NlriVisitor prefix = this::prefix;
  private long sum;

  /** The sum over a file of sessions. */
  long of(MrtReader reader) {
    sum = 0;
    while (reader.next()) {
      add(reader.epochMicros());
      if (message.wrap(reader) == null) {
        session();
      }
    }
    if (reader.fault() != null) {
      throw new IllegalStateException(String.valueOf(reader.fault()));
    }
    return sum;
  }

  private void add(long value) {
    sum = Long.rotateLeft(sum, 7) + value;
  }

  // Each list is summed up by itself, its numbers weighed by their places: one long chain of
  // additions would be measured, not the decoding.

  private void session() {
    add(message.peerAs());
    add(message.peerHigh());
    add(message.peerLow());
    if (message.isStateChange()) {
      add(message.oldState() << 16 | message.newState());
    } else if (message.messageType() == BgpMessage.UPDATE) {
      update.wrap(
          message.bytes(),
          message.bodyStart(),
          message.bodyEnd(),
          message.asOctets(),
          message.addPath());
      add(update.errorHandling().withdraws() ? 1 : 0);
      update.withdrawn(prefix);
      update.announced(prefix);
      attributes(update.attributes());
    }
  }

  private void prefix(boolean v6, int safi, long high, long low, int length, long pathId) {
    add(high + low * 7 + length * 31L + pathId * 127);
  }

  private void attributes(PathAttributes attributes) {
    for (int i = 0; i < attributes.count(); i++) {
      int type = attributes.type(i);
      switch (type) {
        case AttributeType.ORIGIN -> add(attributes.origin());
        case AttributeType.AS_PATH -> path(attributes);
        case AttributeType.NEXT_HOP -> add(attributes.nextHop());
        case AttributeType.MULTI_EXIT_DISC -> add(attributes.multiExitDiscriminator());
        case AttributeType.LOCAL_PREF -> add(attributes.localPreference());
        case AttributeType.AGGREGATOR -> {
          add(attributes.aggregatorAs());
          add(attributes.aggregatorAddress());
        }
        case AttributeType.COMMUNITIES -> communities(attributes);
        case AttributeType.EXTENDED_COMMUNITIES -> extendedCommunities(attributes);
        case AttributeType.LARGE_COMMUNITIES -> largeCommunities(attributes);
        case AttributeType.CLUSTER_LIST -> {
          for (int cluster = 0; cluster < attributes.clusterCount(); cluster++) {
            add(attributes.cluster(cluster));
          }
        }
        case AttributeType.ORIGINATOR_ID -> add(attributes.originatorId());
        case AttributeType.ONLY_TO_CUSTOMER -> add(attributes.onlyToCustomer());
        case AttributeType.AIGP -> add(attributes.hasAigp() ? attributes.aigp() : 0);
        default -> octets(attributes, type);
      }
    }
  }

  private void path(PathAttributes attributes) {
    var path = attributes.asPath();
    long all = 0;
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      all += (long) path.segmentType(segment) << segment;
    }
    for (int i = 0, count = path.numberCount(); i < count; i++) {
      all += path.number(i) * (i + 7L);
    }
    add(all);
  }

  private void communities(PathAttributes attributes) {
    long all = 0;
    for (int i = 0, count = attributes.communityCount(); i < count; i++) {
      all += attributes.community(i) * (i + 7L);
    }
    add(all);
  }

  private void extendedCommunities(PathAttributes attributes) {
    long all = 0;
    for (int i = 0, count = attributes.extendedCommunityCount(); i < count; i++) {
      all += attributes.extendedCommunity(i) * (i + 7L);
    }
    add(all);
  }

  private void largeCommunities(PathAttributes attributes) {
    long all = 0;
    for (int i = 0; i < 3 * attributes.largeCommunityCount(); i++) {
      all += attributes.largeCommunity(i / 3, i % 3) * (i + 7L);
    }
    add(all);
  }

  /** What is kept as octets: next hops and prefixes of MP_REACH_NLRI were added already. */
  private void octets(PathAttributes attributes, int type) {
    if (type == AttributeType.MP_REACH_NLRI) {
      add(attributes.nextHopAddress().low());
    } else {
      add((long) type << 16 | attributes.length(type));
    }
  }
}

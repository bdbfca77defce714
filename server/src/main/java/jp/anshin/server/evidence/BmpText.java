package jp.anshin.server.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AttributeType;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpFraming;
import jp.anshin.wire.bmp.BmpMessage;

/**
 * What a BMP message says, a line each, in the words of RFC 7854 and RFC 4271, which are the same
 * in every language.
 */
final class BmpText {

  /** A line names so many prefixes at most; the number of all stands beside them. */
  static final int PREFIXES_SHOWN_MAX = 50;

  private static final String[] TYPES = {
    "Route Monitoring",
    "Statistics Report",
    "Peer Down",
    "Peer Up",
    "Initiation",
    "Termination",
    "Route Mirroring"
  };

  private final byte[] bytes;
  private final BmpMessage message = new BmpMessage();
  private final List<String> lines = new ArrayList<>();

  private BmpText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The lines of a whole message. */
  static List<String> of(byte[] bytes) {
    var text = new BmpText(bytes);
    text.read();
    return List.copyOf(text.lines);
  }

  private void read() {
    int length = BmpFraming.messageLength(bytes, 0, bytes.length);
    var fault = length == bytes.length ? message.wrap(bytes, 0, length) : "bmp-wrong-length";
    if (fault != null) {
      lines.add("BMP: " + fault + ", " + bytes.length + " octets");
      return;
    }
    lines.add("BMP 3: " + TYPES[message.type()] + ", " + length + " octets");
    if (!message.hasPeer()) {
      var name = message.routerName();
      if (name != null) {
        lines.add("sysName: " + name);
      }
      return;
    }
    lines.add("peer: " + message.peerAddress() + " AS" + message.peerAs());
    lines.add(
        "table: "
            + message.view().name().toLowerCase(Locale.ROOT).replace('_', '-')
            + ", peer type "
            + message.peerType()
            + ", distinguisher "
            + Long.toUnsignedString(message.distinguisher()));
    lines.add("BGP identifier: " + IpAddress.v4(message.peerBgpIdentifier()));
    long micros = message.epochMicros();
    lines.add(
        "timestamp: "
            + (micros == 0 ? "-" : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()));
    if (message.type() == BmpMessage.ROUTE_MONITORING) {
      update();
    } else if (message.type() == BmpMessage.PEER_DOWN) {
      lines.add("reason: " + message.peerDownReason());
    }
  }

  private void update() {
    int start = message.contentStart();
    int type = BgpMessage.type(bytes, start, message.end());
    if (type != BgpMessage.UPDATE) {
      lines.add("BGP: message type " + type);
      return;
    }
    var counts = new Counts();
    var update = wrapped(counts, AddPath.NONE);
    var plain = prefixes(update);
    boolean plainIsWhole = counts.of("bgp-malformed-nlri") == 0;
    lines.add("BGP: UPDATE, " + BgpMessage.length(bytes, start) + " octets");
    attributes(update);
    if (plainIsWhole) {
      lines.addAll(plain);
    }
    withPathIdentifiers(plainIsWhole);
    counts.toMap().forEach((kind, count) -> lines.add("counted: " + kind + " " + count));
  }

  private UpdateMessage wrapped(Counts counts, AddPath addPath) {
    var update = new UpdateMessage(counts);
    message.wrap(update, message.asOctets(), addPath);
    return update;
  }

  /**
   * Whether prefixes carry path identifiers was agreed in the OPENs, which this one message does
   * not hold: where the octets may be read so too, both readings are shown.
   */
  private void withPathIdentifiers(boolean plainIsWhole) {
    var counts = new Counts();
    var identified = prefixes(wrapped(counts, AddPath.ALL));
    boolean whole = counts.of("bgp-malformed-nlri") == 0;
    if (whole && !identified.isEmpty()) {
      lines.add(
          plainIsWhole
              ? "or, if path identifiers were agreed (RFC 7911):"
              : "with path identifiers (RFC 7911):");
      lines.addAll(identified);
    }
  }

  private void attributes(UpdateMessage update) {
    var attributes = update.attributes();
    if (attributes.asPathMalformed()) {
      lines.add("AS_PATH: malformed");
    } else if (attributes.has(AttributeType.AS_PATH)) {
      lines.add("AS_PATH: " + attributes.asPath());
    }
    boolean hasNextHop =
        attributes.has(AttributeType.NEXT_HOP) || attributes.mpReach().nextHopLength() > 0;
    if (hasNextHop) {
      lines.add("NEXT_HOP: " + attributes.nextHopAddress());
    }
    for (int i = 0; i < attributes.communityCount(); i++) {
      int community = attributes.community(i);
      lines.add("COMMUNITY: " + (community >>> 16) + ":" + (community & 0xffff));
    }
    if (attributes.onlyToCustomer() >= 0) {
      lines.add("ONLY_TO_CUSTOMER: AS" + attributes.onlyToCustomer());
    }
    int endOfRib = update.endOfRib();
    if (endOfRib != 0) {
      lines.add("End-of-RIB: " + (endOfRib == 1 ? "IPv4" : "IPv6") + " unicast");
    }
  }

  private static List<String> prefixes(UpdateMessage update) {
    var withdrawn = new Named("withdrawn");
    var announced = new Named("announced");
    update.withdrawn(withdrawn::add);
    update.announced(announced::add);
    var lines = new ArrayList<String>();
    withdrawn.addTo(lines);
    announced.addTo(lines);
    return lines;
  }

  /** Prefixes of one sort: how many there are, and the first of them. */
  private static final class Named {
    private final String sort;
    private final StringBuilder text = new StringBuilder();
    private int count;

    Named(String sort) {
      this.sort = sort;
    }

    void add(boolean v6, int safi, long high, long low, int length, long pathId) {
      if (count++ >= PREFIXES_SHOWN_MAX) {
        return;
      }
      text.append(' ').append(new IpAddress(v6, high, low)).append('/').append(length);
      if (pathId >= 0) {
        text.append('#').append(pathId);
      }
    }

    void addTo(List<String> lines) {
      if (count > 0) {
        String more = count > PREFIXES_SHOWN_MAX ? " ..." : "";
        lines.add(sort + " (" + count + "):" + text + more);
      }
    }
  }
}

package jp.anshin.route.statistics;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AttributeType;
import jp.anshin.wire.bgp.BgpMessage;
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
 * Decodes everything in recorded routes and counts it. One instance for one file at a time; those
 * of several files are added up. Not for several threads.
 */
public final class RouteStatistics {
  /** Bound on the peers that are told apart: a collector has some hundred. */
  public static final int MAX_PEERS = 10_000;

  /** Bound on the minutes that are told apart: a month. */
  public static final int MAX_MINUTES = 44_640;

  private static final long MICROS_OF_A_MINUTE = 60_000_000;

  /**
   * A peer of a collector.
   *
   * @param address its address
   * @param as its AS, unsigned
   */
  public record Peer(IpAddress address, long as) {}

  /** What came from one peer. */
  public static final class Share {
    private long messages;
    private long announced;
    private long withdrawn;

    /** Messages and changes of state. */
    public long messages() {
      return messages;
    }

    /** Prefixes announced, those of tables among them. */
    public long announced() {
      return announced;
    }

    /** Prefixes withdrawn. */
    public long withdrawn() {
      return withdrawn;
    }

    private void add(Share other) {
      messages += other.messages;
      announced += other.announced;
      withdrawn += other.withdrawn;
    }
  }

  /**
   * Where something was met first.
   *
   * @param file as it was named
   * @param offset of the record, in octets of the uncompressed input
   */
  public record Place(String file, long offset) {}

  private final Counts counts = new Counts();
  private final NavigableMap<String, Place> firstPlaces = new TreeMap<>();
  private final Histogram[] recordSubtypes = new Histogram[Histogram.BOUND + 1];
  private final Histogram messages = new Histogram();
  private final Histogram attributes = new Histogram();
  private final Histogram announcedV4 = new Histogram();
  private final Histogram announcedV6 = new Histogram();
  private final Histogram withdrawnV4 = new Histogram();
  private final Histogram withdrawnV6 = new Histogram();
  private final Histogram pathLengths = new Histogram();
  private final Histogram communities = new Histogram();
  private final Histogram extendedCommunities = new Histogram();
  private final Histogram largeCommunities = new Histogram();
  private final SequencedMap<Peer, Share> peers = new LinkedHashMap<>();
  private final Map<Long, long[]> minutes = new HashMap<>();
  private long octets;
  private long records;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  private final UpdateMessage update = new UpdateMessage(counts);
  private final Bgp4mpMessage message = new Bgp4mpMessage();
  private final TableDumpEntry entry = new TableDumpEntry();
  private final RibRecord rib = new RibRecord();
  private final NlriVisitor announcing = this::announced;
  private final NlriVisitor withdrawing = this::withdrawn;
  private @Nullable PeerIndexTable index;
  private Peer lastPeer = new Peer(IpAddress.v4(0), -1);
  private Share lastShare = new Share();
  private long lastMinute = Long.MIN_VALUE;
  private long[] lastMinuteRecords = {0};

  /**
   * Reads a file to its end, whole or torn: see {@link MrtReader#fault}.
   *
   * @param file its name, for the places where something was met
   */
  public void read(String file, MrtReader reader) {
    read(file, reader, null);
  }

  /**
   * Reads a part of a file.
   *
   * @param file its name
   * @param known the peers that entries of its first records refer to, or null
   */
  public void read(String file, MrtReader reader, @Nullable PeerIndexTable known) {
    index = known;
    while (reader.next()) {
      records++;
      octets += reader.recordLength();
      time(reader.epochMicros());
      subtypes(reader.type()).add(reader.subtype());
      record(reader);
      if (counts.kindCount() > firstPlaces.size()) {
        var place = new Place(file, reader.recordOffset());
        counts.toMap().keySet().forEach(kind -> firstPlaces.putIfAbsent(kind, place));
      }
    }
  }

  private Histogram subtypes(int type) {
    int at = Math.min(type, Histogram.BOUND);
    var known = recordSubtypes[at];
    if (known == null) {
      known = new Histogram();
      recordSubtypes[at] = known;
    }
    return known;
  }

  private void time(long micros) {
    firstMicros = Math.min(firstMicros, micros);
    lastMicros = Math.max(lastMicros, micros);
    long minute = micros / MICROS_OF_A_MINUTE;
    if (minute != lastMinute) {
      lastMinute = minute;
      lastMinuteRecords = minute(minute);
    }
    lastMinuteRecords[0]++;
  }

  private long[] minute(long minute) {
    boolean room = minutes.size() < MAX_MINUTES || minutes.containsKey(minute);
    return room ? minutes.computeIfAbsent(minute, first -> new long[1]) : new long[1];
  }

  private void record(MrtReader record) {
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

  private void tableDump(MrtReader record) {
    if (!counted(entry.wrap(record))) {
      from(entry.peer(), entry.peerAs());
      entry.attributes().countUnknown(counts);
      attributes(entry.attributes());
      prefix(entry.v6() ? announcedV6 : announcedV4, entry.length());
      lastShare.announced++;
    }
  }

  private void tableDumpV2(MrtReader record) {
    if (record.subtype() == MrtType.PEER_INDEX_TABLE) {
      index = PeerIndexTable.read(record);
      if (index == null) {
        counts.add("mrt-malformed-peer-index-table");
      }
      return;
    }
    if (counted(rib.wrap(record))) {
      return;
    }
    while (rib.nextEntry()) {
      ribEntry();
    }
    if (rib.torn()) {
      counts.add("mrt-malformed-rib");
    }
  }

  private void ribEntry() {
    var table = index;
    if (table == null || rib.peerIndex() >= table.peers().size()) {
      counts.add("mrt-unknown-peer-index");
      return;
    }
    var peer = table.peers().get(rib.peerIndex());
    from(peer.address(), peer.as());
    rib.attributes().countUnknown(counts);
    attributes(rib.attributes());
    lastShare.announced++;
    if (rib.hasPrefix()) {
      prefix(rib.v6() ? announcedV6 : announcedV4, rib.length());
    } else {
      counts.add("mrt-rib-family-" + rib.afi() + "-" + rib.safi());
    }
  }

  private void session(MrtReader record) {
    if (counted(message.wrap(record))) {
      return;
    }
    boolean same =
        lastPeer.as() == message.peerAs()
            && lastPeer.address().v6() == message.v6()
            && lastPeer.address().high() == message.peerHigh()
            && lastPeer.address().low() == message.peerLow();
    if (!same) {
      from(message.peerAddress(), message.peerAs());
    }
    lastShare.messages++;
    if (message.isStateChange()) {
      return;
    }
    int type = message.messageType();
    if (type < 0) {
      counts.add("bgp-malformed-message");
      return;
    }
    messages.add(type);
    if (type == BgpMessage.UPDATE) {
      update();
    }
  }

  private void update() {
    boolean whole =
        update.wrap(
            message.bytes(),
            message.bodyStart(),
            message.bodyEnd(),
            message.asOctets(),
            message.addPath());
    if (whole) {
      update.errorHandling();
      update.withdrawn(withdrawing);
      update.announced(announcing);
      attributes(update.attributes());
    }
  }

  private void announced(boolean v6, int safi, long high, long low, int length, long pathId) {
    prefix(v6 ? announcedV6 : announcedV4, length);
    lastShare.announced++;
  }

  private void withdrawn(boolean v6, int safi, long high, long low, int length, long pathId) {
    prefix(v6 ? withdrawnV6 : withdrawnV4, length);
    lastShare.withdrawn++;
  }

  private static void prefix(Histogram lengths, int length) {
    lengths.add(length);
  }

  private void attributes(PathAttributes of) {
    for (int i = 0; i < of.count(); i++) {
      attributes.add(of.type(i));
    }
    if (of.has(AttributeType.AS_PATH)) {
      pathLengths.add(of.asPath().hopCount());
    }
    count(communities, of.communityCount());
    count(extendedCommunities, of.extendedCommunityCount());
    count(largeCommunities, of.largeCommunityCount());
  }

  private static void count(Histogram histogram, int number) {
    if (number > 0) {
      histogram.add(number);
    }
  }

  private void from(IpAddress address, long as) {
    if (lastPeer.as() == as && lastPeer.address().equals(address)) {
      return;
    }
    lastPeer = new Peer(address, as);
    lastShare = share(lastPeer);
  }

  private Share share(Peer peer) {
    var known = peers.get(peer);
    if (known == null) {
      known = new Share();
      if (peers.size() < MAX_PEERS) {
        peers.put(peer, known);
      } else {
        counts.add("peers-beyond-" + MAX_PEERS);
      }
    }
    return known;
  }

  /** Adds what another instance counted, of files, or parts of a file, that come after. */
  public void addAll(RouteStatistics other) {
    counts.addAll(other.counts);
    other.firstPlaces.forEach(firstPlaces::putIfAbsent);
    for (int type = 0; type < recordSubtypes.length; type++) {
      var subtypes = other.recordSubtypes[type];
      if (subtypes != null) {
        subtypes(type).addAll(subtypes);
      }
    }
    messages.addAll(other.messages);
    attributes.addAll(other.attributes);
    announcedV4.addAll(other.announcedV4);
    announcedV6.addAll(other.announcedV6);
    withdrawnV4.addAll(other.withdrawnV4);
    withdrawnV6.addAll(other.withdrawnV6);
    pathLengths.addAll(other.pathLengths);
    communities.addAll(other.communities);
    extendedCommunities.addAll(other.extendedCommunities);
    largeCommunities.addAll(other.largeCommunities);
    other.peers.forEach((peer, share) -> share(peer).add(share));
    other.minutes.forEach((minute, count) -> minute(minute)[0] += count[0]);
    octets += other.octets;
    records += other.records;
    firstMicros = Math.min(firstMicros, other.firstMicros);
    lastMicros = Math.max(lastMicros, other.lastMicros);
  }

  /** Uncompressed octets of whole records. */
  public long octets() {
    return octets;
  }

  /** Whole records. */
  public long records() {
    return records;
  }

  /** Records by type and subtype, as {@code 16/4} (RFC 6396, 4). */
  public SequencedMap<String, Long> recordTypes() {
    var map = new LinkedHashMap<String, Long>();
    for (int type = 0; type < recordSubtypes.length; type++) {
      var subtypes = recordSubtypes[type];
      if (subtypes != null) {
        int known = type;
        subtypes.toMap().forEach((subtype, count) -> map.put(known + "/" + subtype, count));
      }
    }
    return map;
  }

  /** BGP messages by type. */
  public Histogram messages() {
    return messages;
  }

  /** Path attributes by type: in how many messages and table entries each was. */
  public Histogram attributes() {
    return attributes;
  }

  /** Prefixes announced, and of tables, by length. */
  public Histogram announced(boolean v6) {
    return v6 ? announcedV6 : announcedV4;
  }

  /** Prefixes withdrawn, by length. */
  public Histogram withdrawn(boolean v6) {
    return v6 ? withdrawnV6 : withdrawnV4;
  }

  /** AS paths by length, a set counting one. */
  public Histogram pathLengths() {
    return pathLengths;
  }

  /** Messages and entries with communities, by their number. */
  public Histogram communities() {
    return communities;
  }

  /** Messages and entries with extended communities, by their number. */
  public Histogram extendedCommunities() {
    return extendedCommunities;
  }

  /** Messages and entries with large communities, by their number. */
  public Histogram largeCommunities() {
    return largeCommunities;
  }

  /** What came from each peer, in the order in which they were met. */
  public SequencedMap<Peer, Share> peers() {
    return Collections.unmodifiableSequencedMap(peers);
  }

  /** Microseconds since 1970 UTC of the first record in time; only where there are records. */
  public long firstMicros() {
    return firstMicros;
  }

  /** Microseconds since 1970 UTC of the last record in time; only where there are records. */
  public long lastMicros() {
    return lastMicros;
  }

  /** Records by minutes since 1970 UTC. */
  public SortedMap<Long, Long> minutes() {
    var map = new TreeMap<Long, Long>();
    minutes.forEach((minute, count) -> map.put(minute, count[0]));
    return map;
  }

  /** What was malformed, unknown or not decoded, by kind. */
  public SortedMap<String, Long> counted() {
    return counts.toMap();
  }

  /** Where each kind of {@link #counted} was met first. */
  public NavigableMap<String, Place> firstPlaces() {
    return Collections.unmodifiableNavigableMap(firstPlaces);
  }
}

package jp.anshin.route.watch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import jp.anshin.core.Evidence;
import jp.anshin.route.table.PeerKey;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import org.jspecify.annotations.Nullable;

/** One change that a feed saw; a flyweight that the feed sets and reuses. */
public final class RouteEvent {
  /** What changed. */
  public enum Kind {
    /** A prefix has a path now. */
    ANNOUNCE,
    /** A prefix has no path any more. */
    WITHDRAW,
    /** The session came up; the table will be sent anew. */
    PEER_UP,
    /** The session was lost; what it said is no longer sure. */
    PEER_DOWN,
    /** We see the session no more; whether it stands, and what it says now, is not known. */
    UNSEEN,
    /** The peer has sent its whole table of a family. */
    END_OF_RIB
  }

  /** A peer that does not say its own AS needs none put before its paths. */
  public static final int NO_HOP = 0;

  Kind kind = Kind.END_OF_RIB;
  long epochMicros;
  PeerKey peer = new PeerKey(IpAddress.v4(0), 0, "");
  boolean v6;
  long high;
  long low;
  int length;
  @Nullable AsPath path;
  int firstHop;

  private String source = "";
  private long segment;
  private long recordOffset;
  private byte[] bytes = {};
  private int recordStart;
  private int recordLength;

  /** Whose table changes, and when in microseconds since 1970 UTC. */
  public RouteEvent at(PeerKey whose, long micros) {
    peer = whose;
    epochMicros = micros;
    return this;
  }

  /** Where the record lies, so that evidence can name it. */
  public RouteEvent from(
      String name, long segmentNumber, long offset, byte[] holder, int start, int octets) {
    source = name;
    segment = segmentNumber;
    recordOffset = offset;
    bytes = holder;
    recordStart = start;
    recordLength = octets;
    return this;
  }

  /**
   * A prefix has a path now.
   *
   * @param hop AS to put before the path: that of the operator itself where it is stated who the
   *     peer is to it, else {@link #NO_HOP}
   */
  public RouteEvent announce(
      boolean isV6, long highBits, long lowBits, int bits, AsPath newPath, int hop) {
    kind = Kind.ANNOUNCE;
    path = newPath;
    firstHop = hop;
    return prefix(isV6, highBits, lowBits, bits);
  }

  /** A prefix has no path any more. */
  public RouteEvent withdraw(boolean isV6, long highBits, long lowBits, int bits) {
    kind = Kind.WITHDRAW;
    path = null;
    return prefix(isV6, highBits, lowBits, bits);
  }

  /** A change of the session or the end of a table of a family. */
  public RouteEvent session(Kind what, boolean isV6) {
    kind = what;
    path = null;
    return prefix(isV6, 0, 0, 0);
  }

  private RouteEvent prefix(boolean isV6, long highBits, long lowBits, int bits) {
    v6 = isV6;
    high = highBits;
    low = lowBits;
    length = bits;
    return this;
  }

  /** Event time. */
  public Instant time() {
    return instant(epochMicros);
  }

  static Instant instant(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  /** What changed. */
  public Kind kind() {
    return kind;
  }

  /** Whose table. */
  public PeerKey peer() {
    return peer;
  }

  /** When, in microseconds since 1970 UTC. */
  public long epochMicros() {
    return epochMicros;
  }

  /** Whether the prefix is IPv6; of the end of a table, its family. */
  public boolean isV6() {
    return v6;
  }

  /** First 64 bits of the prefix, host bits masked. */
  public long high() {
    return high;
  }

  /** Last 64 bits of the prefix. */
  public long low() {
    return low;
  }

  /** Bits of the prefix. */
  public int length() {
    return length;
  }

  /** The path of an announcement, valid until the feed goes on; else null. */
  public @Nullable AsPath path() {
    return path;
  }

  /** AS put before the path, unsigned, or {@link #NO_HOP}. */
  public int firstHop() {
    return firstHop;
  }

  /** Names the bytes of the record; null where the feed has none. */
  public @Nullable Evidence evidence() {
    if (recordLength == 0) {
      return null;
    }
    return new Evidence(source, segment, recordOffset, recordLength, sha256(), time());
  }

  private String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, recordStart, recordLength);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

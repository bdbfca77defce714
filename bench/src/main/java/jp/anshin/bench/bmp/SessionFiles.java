package jp.anshin.bench.bmp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;

/**
 * A SYNTHETIC session of a border router of the example operator, encoded ahead: a full table of a
 * provider, distinct attributes for every fifth prefix, and a small table of a customer; then
 * random changes of the full table, among which the customer leaks. One route a message; the time
 * of each is left to the receiver (RFC 7854, 4.2: zero).
 */
final class SessionFiles {
  static final int OWN = 64_500;
  static final int PROVIDER = 2_516;
  static final int CUSTOMER = 64_511;

  /** The carrier from which the customer buys transit too. */
  private static final int OTHER_PROVIDER = 101;

  private static final int CUSTOMER_PREFIXES = 2_000;
  private static final int LEAKED = 20_000;

  /** The leak begins after this share of the changes, and takes every fourth message. */
  private static final double LEAK_BEGINS = 0.4;

  private static final int LEAK_EVERY = 4;
  private static final int PREFIXES_OF_A_PATH = 5;
  private static final int V6_EVERY = 6;
  private static final int CARRIERS = 15;
  private static final int LARGE = 1_500;
  private static final int TRANSITS = 2_700;
  private static final int ORIGINS = 80_000;
  private static final int PROVIDERS_OF_A_TRANSIT = 4;
  private static final int BUFFER_OCTETS = 1 << 20;
  private static final long SEED = 20_260_101;
  private static final byte[] NEXT_HOP_V6 = new byte[16];
  private static final int NEXT_HOP = 0xc633_6401;

  private final BmpWriter bmp = new BmpWriter();
  private final BgpWriter bgp = new BgpWriter();
  private final AsPath path = new AsPath();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int prefixes;

  /**
   * What was written.
   *
   * @param file octets of the session
   * @param messages how many
   */
  record Written(Path file, long messages) {
    long octets() throws IOException {
      return Files.size(file);
    }
  }

  SessionFiles(int prefixes) {
    this.prefixes = prefixes;
  }

  /** The beginning of the session and both tables, each with its end. */
  Written tables(Path file) throws IOException {
    var provider = peer(PROVIDER);
    var customer = peer(CUSTOMER);
    try (var out = open(file)) {
      out.write(bmp.initiation("edge-1", "synthetic"));
      up(out, provider);
      up(out, customer);
      for (int i = 0; i < prefixes; i++) {
        announce(out, provider, i, full(PROVIDER, i, random.nextInt(PROVIDERS_OF_A_TRANSIT)));
      }
      for (int i = 0; i < CUSTOMER_PREFIXES; i++) {
        announce(out, provider, prefixes + i, path(PROVIDER, OTHER_PROVIDER, CUSTOMER, cone(i)));
        announce(out, customer, prefixes + i, path(CUSTOMER, cone(i)));
      }
      end(out, provider);
      end(out, customer);
    }
    return new Written(file, 3L + prefixes + 2 * CUSTOMER_PREFIXES + 4);
  }

  /** So many changes of random routes, and in their midst the leak. */
  Written changes(Path file, int count) throws IOException {
    var provider = peer(PROVIDER);
    var customer = peer(CUSTOMER);
    int leaked = 0;
    try (var out = open(file)) {
      for (int i = 0; i < count; i++) {
        boolean leaks = i >= count * LEAK_BEGINS && i % LEAK_EVERY == 0 && leaked < LEAKED;
        if (leaks) {
          int number = leaked++ * (prefixes / LEAKED);
          announce(out, customer, number, leaked(number));
        } else {
          int number = random.nextInt(prefixes);
          int variant = random.nextInt(PROVIDERS_OF_A_TRANSIT);
          announce(out, provider, number, full(PROVIDER, number, variant));
        }
      }
    }
    return new Written(file, count);
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_OCTETS);
  }

  private static BmpWriter.Peer peer(int as) {
    return new BmpWriter.Peer(IpAddress.v4(NEXT_HOP + (as == PROVIDER ? 0 : 1)), as, as);
  }

  private void up(OutputStream out, BmpWriter.Peer peer) throws IOException {
    byte[] sent = new BgpWriter().open(OWN, 90, OWN).toByteArray();
    byte[] received = new BgpWriter().open(peer.as(), 90, (int) peer.as()).toByteArray();
    out.write(bmp.peerUp(peer, 0, IpAddress.v4(NEXT_HOP + 8), sent, received));
  }

  private void end(OutputStream out, BmpWriter.Peer peer) throws IOException {
    bgp.clear();
    out.write(bmp.routeMonitoring(peer, 0, bgp.endOfRib().toByteArray()));
    bgp.clear();
    out.write(bmp.routeMonitoring(peer, 0, bgp.endOfRibV6().toByteArray()));
  }

  private void announce(OutputStream out, BmpWriter.Peer peer, int number, AsPath by)
      throws IOException {
    int group = number / PREFIXES_OF_A_PATH;
    boolean v6 = number % V6_EVERY == V6_EVERY - 1;
    var prefix = List.of(prefix(v6, number));
    var attributes = new AttributeWriter().origin(0).asPath(by, 4);
    if (!v6) {
      attributes.nextHop(NEXT_HOP);
    }
    attributes.multiExitDiscriminator(group % 100);
    attributes.communities(
        (PROVIDER << 16) | (group & 0xffff), (PROVIDER << 16) | (100 + group % 7));
    if (group % 2 == 0) {
      attributes.largeCommunities(PROVIDER, group, 1);
    }
    if (v6) {
      attributes.mpReach(2, 1, NEXT_HOP_V6, BgpWriter.nlri(prefix));
    }
    bgp.clear();
    bgp.update(List.of(), attributes.toByteArray(), v6 ? List.of() : prefix);
    out.write(bmp.routeMonitoring(peer, 0, bgp.toByteArray()));
  }

  private static BgpWriter.Prefix prefix(boolean v6, int number) {
    return v6
        ? new BgpWriter.Prefix(
            new IpAddress(true, 0x2400_0000_0000_0000L + ((long) number << 20), 0), 44)
        : new BgpWriter.Prefix(IpAddress.v4(0x1400_0000 + number * 256), 24);
  }

  /** By a carrier, a large transit, and one of those that it serves, down to who originates. */
  private AsPath full(int from, int number, int variant) {
    int group = number / PREFIXES_OF_A_PATH;
    int transit = mixed(origin(group)) % TRANSITS;
    int large = mixed(transit * PROVIDERS_OF_A_TRANSIT + variant) % LARGE;
    int carrier = 100 + mixed(large) % CARRIERS;
    return path(from, carrier, 3_000 + large, 5_000 + transit, origin(group));
  }

  /** The customer has it from another provider, which has it from its peers. */
  private AsPath leaked(int number) {
    var usual = full(CUSTOMER, number, 0);
    int carrier = usual.number(1);
    return carrier == OTHER_PROVIDER
        ? usual
        : path(
            CUSTOMER, OTHER_PROVIDER, carrier, usual.number(2), usual.number(3), usual.number(4));
  }

  private AsPath path(int... hops) {
    path.clear();
    return path.sequence(hops);
  }

  private static int origin(int number) {
    return 200_000 + mixed(number) % ORIGINS;
  }

  /** Who is behind the customer. */
  private static int cone(int number) {
    return 300_000 + number % 40;
  }

  private static int mixed(int number) {
    int mixed = number * 0x9E3779B9;
    mixed = (mixed ^ mixed >>> 15) * 0x85EBCA6B;
    return (mixed ^ mixed >>> 13) & Integer.MAX_VALUE;
  }
}

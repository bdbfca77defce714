package jp.anshin.route.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter.Prefix;

/**
 * An internet as two neighbours see it: ASes at the top that all know each other, networks below
 * them, and origins whose blocks are partly announced as more-specifics. Every path goes up, at
 * most once across, and down, as RFC 7908 takes for granted. ASes other than those that the
 * published accounts of that day name are of private use (RFC 6996).
 */
final class SimulatedInternet {

  static final long GOOGLE = 15_169;
  static final long VERIZON = 701;
  static final long OCN = 4_713;

  private static final long OCN_PROVIDER = 2_914;
  private static final List<Long> TOP =
      List.of(701L, 174L, 1299L, 2914L, 3356L, 3257L, 6453L, 6762L, 7018L, 3491L);

  private static final long MIDDLE_FROM = 4_200_000_000L;
  private static final long ORIGINS_FROM = 4_200_010_000L;
  private static final long GOOGLE_CUSTOMERS_FROM = 4_200_900_000L;
  private static final int GOOGLE_CUSTOMERS = 10;

  private static final int OCN_BLOCK_LENGTH = 16;
  private static final int BLOCKS_MAX = 60;
  private static final double BLOCKS_MEAN = 2.8;
  private static final int SPECIFICS_MAX = 4;
  private static final int SPECIFIC_DEEPER = 3;

  /**
   * Addresses of one origin.
   *
   * @param start first address
   * @param length bits; the block itself is announced
   * @param specifics so many more-specifics in its first half are announced too
   */
  record Block(int start, int length, int specifics) {
    Prefix whole() {
      return new Prefix(IpAddress.v4(start), length);
    }

    /** What was announced before. */
    Stream<Prefix> announced() {
      var all = new ArrayList<Prefix>();
      all.add(whole());
      for (int i = 0; i < specifics; i++) {
        all.add(part(SPECIFIC_DEEPER, i));
      }
      return all.stream();
    }

    /** More-specifics in its second half, down to /24, that nobody announced before. */
    List<Prefix> unannounced() {
      var all = new ArrayList<Prefix>();
      for (int deeper = 2; length + deeper <= 24; deeper++) {
        for (int i = 1 << (deeper - 1); i < 1 << deeper; i++) {
          all.add(part(deeper, i));
        }
      }
      return all;
    }

    private Prefix part(int deeper, int index) {
      int bits = length + deeper;
      return new Prefix(IpAddress.v4(start + (index << (32 - bits))), bits);
    }
  }

  /**
   * Who originates blocks.
   *
   * @param as its AS
   * @param paths from each view to it, the neighbour first, in the order of {@link View#ALL}
   * @param blocks its addresses
   */
  record Origin(long as, List<List<Long>> paths, List<Block> blocks) {

    Stream<Prefix> announced() {
      return blocks.stream().flatMap(Block::announced);
    }

    /** The network before it on the first view's path. */
    long provider() {
      List<Long> path = paths.getFirst();
      return path.get(path.size() - 2);
    }
  }

  private final SplittableRandom random;
  private final int baselinePrefixes;
  private final AddressSpace space = new AddressSpace();
  private final List<Origin> known = new ArrayList<>();
  private final List<Origin> others = new ArrayList<>();
  private final List<long[]> middles = new ArrayList<>();
  private final Origin ocn;
  private int prefixes;

  SimulatedInternet(SplittableRandom random, SimulationSize size) {
    this.random = random;
    this.baselinePrefixes = size.baselinePrefixes();
    for (int i = Math.max(12, baselinePrefixes / 1_700); i > 0; i--) {
      middles.add(new long[] {top(), top()});
    }
    // Each /16 has 254 parts that can leak; a third of them will.
    ocn = origin(OCN, OCN_PROVIDER, Math.max(8, size.leakedPrefixes() / 530), OCN_BLOCK_LENGTH);
    known.add(ocn);
    google();
    for (long as = ORIGINS_FROM; prefixes < baselinePrefixes; as++) {
      others.add(other(as));
    }
  }

  /** NTT Communications' OCN, the network hit hardest. */
  Origin ocn() {
    return ocn;
  }

  /** Networks outside the cone of {@link #GOOGLE}, without {@link #OCN}. */
  List<Origin> others() {
    return others;
  }

  /** Everybody who originates something. */
  Stream<Origin> all() {
    return Stream.concat(known.stream(), others.stream());
  }

  /** A block that nobody announces. */
  Prefix spare(int length) {
    return new Prefix(IpAddress.v4(space.allocate(length)), length);
  }

  private Origin origin(long as, long provider, int blocks, int length) {
    var own = new ArrayList<Block>();
    for (int i = 0; i < blocks; i++) {
      own.add(block(length, 0));
    }
    return new Origin(as, paths(provider, as), own);
  }

  private Block block(int length, int specifics) {
    int room = baselinePrefixes - prefixes;
    var block = new Block(space.allocate(length), length, Math.min(specifics, room - 1));
    prefixes += 1 + block.specifics();
    return block;
  }

  /** It exchanges routes with both views, and its providers show some of its routes as well. */
  private void google() {
    var direct = View.ALL.stream().map(view -> List.of(view.as(), GOOGLE)).toList();
    known.add(new Origin(GOOGLE, direct, blocks(20, 16)));
    for (int i = 0; i < View.ALL.getFirst().upstreams().size(); i++) {
      int upstream = i;
      var through =
          View.ALL.stream()
              .map(view -> List.of(view.as(), view.upstreams().get(upstream), GOOGLE))
              .toList();
      known.add(new Origin(GOOGLE, through, blocks(2, 18)));
    }
    for (int i = 0; i < GOOGLE_CUSTOMERS; i++) {
      long as = GOOGLE_CUSTOMERS_FROM + i;
      boolean through = i % 2 == 0;
      var paths =
          View.ALL.stream()
              .map(view ->
                  through
                      ? List.of(view.as(), VERIZON, GOOGLE, as)
                      : List.of(view.as(), GOOGLE, as))
              .toList();
      known.add(new Origin(as, paths, blocks(3, 20)));
    }
  }

  private List<Block> blocks(int count, int length) {
    var own = new ArrayList<Block>();
    for (int i = 0; i < count; i++) {
      own.add(block(length, 0));
    }
    return own;
  }

  private Origin other(long as) {
    int count = Math.min(BLOCKS_MAX, 1 + (int) (-Math.log(1 - random.nextDouble()) * BLOCKS_MEAN));
    var own = new ArrayList<Block>();
    for (int i = 0; i < count && prefixes < baselinePrefixes; i++) {
      own.add(block(19 + random.nextInt(3), random.nextInt(SPECIFICS_MAX + 1)));
    }
    return new Origin(as, someplace(as), own);
  }

  /** Where on the map an origin is: below the top, below a middle, two deep, or behind OCN. */
  private List<List<Long>> someplace(long as) {
    int place = random.nextInt(100);
    if (place < 3) {
      return paths(OCN_PROVIDER, OCN, as);
    }
    if (place < 25) {
      return paths(top(), as);
    }
    int middle = random.nextInt(middles.size());
    long[] providers = middles.get(middle);
    if (place < 30) {
      return View.ALL.stream().map(view -> List.of(view.as(), MIDDLE_FROM + middle, as)).toList();
    }
    long near = MIDDLE_FROM + middle;
    if (place < 85) {
      return paths(providers, near, as);
    }
    return paths(providers, near, MIDDLE_FROM + middles.size() + middle % 7, as);
  }

  private long top() {
    return TOP.get(random.nextInt(TOP.size()));
  }

  /** From each view over its nearer provider of two. */
  private static List<List<Long>> paths(long[] providers, long... below) {
    return View.ALL.stream()
        .map(view -> {
          boolean first = view.upstreams().contains(providers[0]);
          boolean second = view.upstreams().contains(providers[1]);
          return path(view, !first && second ? providers[1] : providers[0], below);
        })
        .toList();
  }

  private static List<List<Long>> paths(long provider, long... below) {
    return View.ALL.stream().map(view -> path(view, provider, below)).toList();
  }

  /** Up to the top, across when the provider is not one of the view's, and down. */
  private static List<Long> path(View view, long provider, long... below) {
    var path = new ArrayList<Long>();
    path.add(view.as());
    if (!view.upstreams().contains(provider)) {
      path.add(view.upstreams().get((int) (provider % view.upstreams().size())));
    }
    path.add(provider);
    for (long as : below) {
      path.add(as);
    }
    return List.copyOf(path);
  }
}

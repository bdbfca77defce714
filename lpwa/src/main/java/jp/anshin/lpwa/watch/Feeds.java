package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Network;
import org.jspecify.annotations.Nullable;

/** The feeds: what was heard through each, and whether it stands. Times in milliseconds. */
final class Feeds {

  static final int NONE = -1;
  static final byte UNKNOWN = 0;
  static final byte STANDS = 1;
  static final byte AWAY = 2;

  final Names names = new Names();

  /** How the feed's own sign of life comes. */
  final Habits beats = new Habits();

  /** Anything of the network, the feed's own signs left out. */
  long[] lastAny = new long[4];

  long[] lastArrival = new long[4];
  long[] lastBeat = new long[4];
  byte[] stands = new byte[4];

  /** From when on silence is counted again, after the feed or its cloud had been away. */
  long[] resume = new long[4];

  /** The number of the open outage of the whole feed or its cloud, or −1. */
  int[] outage = new int[4];

  /** Whether that outage is of everything on the feed, not of frames alone. */
  boolean[] wholeOutage = new boolean[4];

  /** Evidence of refused joins, and the share that is let in. */
  float[] joinNats = new float[4];

  float[] joinShare = new float[4];
  int[] joins = new int[4];
  int[] joinOutage = new int[4];

  private final Network network;

  Feeds(Network network) {
    this.network = network;
    for (Feed feed : network.feeds()) {
      of(feed.id());
    }
  }

  int of(String name) {
    int known = names.find(name);
    if (known >= 0) {
      return known;
    }
    int number = names.of(name);
    beats.add();
    if (number >= lastAny.length) {
      int room = number * 2;
      lastAny = Arrays.copyOf(lastAny, room);
      lastArrival = Arrays.copyOf(lastArrival, room);
      lastBeat = Arrays.copyOf(lastBeat, room);
      stands = Arrays.copyOf(stands, room);
      resume = Arrays.copyOf(resume, room);
      outage = Arrays.copyOf(outage, room);
      wholeOutage = Arrays.copyOf(wholeOutage, room);
      joinNats = Arrays.copyOf(joinNats, room);
      joinShare = Arrays.copyOf(joinShare, room);
      joins = Arrays.copyOf(joins, room);
      joinOutage = Arrays.copyOf(joinOutage, room);
    }
    outage[number] = NONE;
    joinOutage[number] = NONE;
    return number;
  }

  int size() {
    return names.size();
  }

  /**
   * What the network says of a feed, or one of which nothing is known. Where the network has one
   * cloud function only, a feed of which no other is said comes through it.
   */
  Feed described(int number) {
    String name = names.name(number);
    return network.feeds().stream()
        .filter(feed -> feed.id().equals(name))
        .findFirst()
        .orElseGet(() -> new Feed(name.isBlank() ? "?" : name, onlyCloud(), false, null, null));
  }

  private @Nullable String onlyCloud() {
    return network.clouds().size() == 1 ? network.clouds().getFirst().id() : null;
  }

  void exchange(StateExchange state) throws IOException {
    names.exchange(state);
    beats.exchange(state);
    int size = names.size();
    lastAny = state.of(lastAny, size);
    lastArrival = state.of(lastArrival, size);
    lastBeat = state.of(lastBeat, size);
    stands = state.of(stands, size);
    resume = state.of(resume, size);
    outage = state.of(outage, size);
    for (int feed = 0; feed < size; feed++) {
      if (wholeOutage.length < size) {
        wholeOutage = Arrays.copyOf(wholeOutage, size);
      }
      wholeOutage[feed] = state.of(wholeOutage[feed]);
    }
    joinNats = state.of(joinNats, size);
    joinShare = state.of(joinShare, size);
    joins = state.of(joins, size);
    joinOutage = state.of(joinOutage, size);
  }
}

package jp.anshin.route.guard;

import static jp.anshin.route.guard.OddCase.NEVER;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;

/** States sessions that are lost again and again; one that is lost once is in the page of feeds. */
final class SessionWatch {

  /** Lost so often within {@link #WITHIN}: each time costs users seconds to minutes. */
  static final int LOST_MIN = 3;

  static final Duration WITHIN = Duration.ofMinutes(10);

  private static final String KIND = "peer-flap";

  private final GuardPeers peers;
  private final Map<Integer, Flaps> byPeer = new TreeMap<>();

  /** How the session of one peer went. */
  private static final class Flaps {
    private final Deque<Long> lost = new ArrayDeque<>();
    private long count;
    private long firstMicros;
    private long detectedMicros = NEVER;
    private long lastMicros;
    private boolean up;
    private int revision;

    boolean isOpen() {
      return detectedMicros != NEVER;
    }
  }

  SessionWatch(GuardPeers peers) {
    this.peers = peers;
  }

  void up(int peer) {
    var flaps = byPeer.get(peer);
    if (flaps != null) {
      flaps.up = true;
    }
  }

  void lost(int peer, long micros, Consumer<Detection> out) {
    var flaps = byPeer.computeIfAbsent(peer, number -> new Flaps());
    flaps.up = false;
    flaps.lastMicros = micros;
    flaps.lost.addLast(micros);
    while (micros - flaps.lost.getFirst() > OddCase.micros(WITHIN)) {
      flaps.lost.removeFirst();
    }
    if (flaps.isOpen()) {
      flaps.count++;
      state(peer, flaps, micros, NEVER, out);
    } else if (flaps.lost.size() >= LOST_MIN) {
      flaps.firstMicros = flaps.lost.getFirst();
      flaps.count = flaps.lost.size();
      flaps.detectedMicros = micros;
      state(peer, flaps, micros, NEVER, out);
    }
  }

  /** It is over when the session has stood for as long as the losses are counted. */
  void advance(long micros, Consumer<Detection> out) {
    for (var entry : byPeer.entrySet()) {
      var flaps = entry.getValue();
      boolean over = flaps.up && micros - flaps.lastMicros >= OddCase.micros(WITHIN);
      if (flaps.isOpen() && over) {
        state(entry.getKey(), flaps, micros, flaps.lastMicros, out);
        flaps.detectedMicros = NEVER;
        flaps.revision = 0;
      }
    }
    byPeer
        .values()
        .removeIf(flaps -> !flaps.isOpen() && micros - flaps.lastMicros >= OddCase.micros(WITHIN));
  }

  private void state(int peer, Flaps flaps, long micros, long ended, Consumer<Detection> out) {
    flaps.revision++;
    String name = peers.text(peer);
    var began = OddCase.instant(flaps.firstMicros);
    out.accept(
        new Detection(
            new DetectionId(
                "route:" + KIND + ":" + name + " " + peers.key(peer).view() + ":" + began),
            flaps.revision,
            "route",
            new TreeSet<>(Set.of(KIND)),
            new Subject("route-peer", name),
            Interval.at(began),
            OddCase.instant(flaps.detectedMicros),
            OddCase.instant(micros),
            ended == NEVER ? null : OddCase.instant(ended),
            Certainty.HIGH,
            new TreeMap<>(Map.of("sessionLostCount", flaps.count, "peerCount", 1L)),
            new TreeMap<>(Map.of("peers", List.of(name))),
            List.of()));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(byPeer.size());
    for (var entry : byPeer.entrySet()) {
      var flaps = entry.getValue();
      out.writeInt(entry.getKey());
      out.writeInt(flaps.lost.size());
      for (long each : flaps.lost) {
        out.writeLong(each);
      }
      out.writeLong(flaps.count);
      out.writeLong(flaps.firstMicros);
      out.writeLong(flaps.detectedMicros);
      out.writeLong(flaps.lastMicros);
      out.writeBoolean(flaps.up);
      out.writeInt(flaps.revision);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      var flaps = new Flaps();
      byPeer.put(in.readInt(), flaps);
      for (int each = in.readInt(); each > 0; each--) {
        flaps.lost.addLast(in.readLong());
      }
      flaps.count = in.readLong();
      flaps.firstMicros = in.readLong();
      flaps.detectedMicros = in.readLong();
      flaps.lastMicros = in.readLong();
      flaps.up = in.readBoolean();
      flaps.revision = in.readInt();
    }
  }
}

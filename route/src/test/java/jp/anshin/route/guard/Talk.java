package jp.anshin.route.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;

/** What peers say to a guard, second by second; the time is that of the events. */
final class Talk {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final int OWN = 64_400;

  /** Own block 198.48.0.0/16. */
  static final WatchedPrefix BLOCK = v4("198.48.0.0", 16, OWN);

  RouteGuard guard;
  final List<Detection> said = new ArrayList<>();
  private final StatedRelations stated;
  private final Watched watched;
  private Instant now = START;

  Talk(WatchedPrefix... watched) {
    this(StatedRelations.NONE, watched);
  }

  Talk(StatedRelations stated, WatchedPrefix... watched) {
    this(stated, Watched.prefixes(List.of(watched)));
  }

  Talk(StatedRelations stated, Watched watched) {
    this.stated = stated;
    this.watched = watched;
    this.guard = new RouteGuard(Thresholds.DEFAULT, stated, this.watched);
  }

  static WatchedPrefix v4(String address, int length, Integer... origins) {
    return new WatchedPrefix(false, bits(address), 0, length, Set.of(origins));
  }

  static PeerKey peer(int as) {
    return new PeerKey(IpAddress.v4(0xc6120000 + as), as, "");
  }

  private static long bits(String address) {
    long bits = 0;
    for (String octet : address.split("\\.")) {
      bits = bits << 8 | Integer.parseInt(octet);
    }
    return bits << 32;
  }

  /** That peer announces a prefix by this path, its own AS first. */
  Talk announce(int peer, String prefix, int... path) {
    String[] parts = prefix.split("/");
    send(at(peer).announce(false, bits(parts[0]), 0, Integer.parseInt(parts[1]), path(path), 0));
    return this;
  }

  Talk announce(int peer, String prefix, AsPath path) {
    String[] parts = prefix.split("/");
    send(at(peer).announce(false, bits(parts[0]), 0, Integer.parseInt(parts[1]), path, 0));
    return this;
  }

  Talk withdraw(int peer, String prefix) {
    String[] parts = prefix.split("/");
    send(at(peer).withdraw(false, bits(parts[0]), 0, Integer.parseInt(parts[1])));
    return this;
  }

  Talk session(int peer, RouteEvent.Kind what) {
    send(at(peer).session(what, false));
    return this;
  }

  /** What was said so far is the baseline. */
  Talk begin() {
    guard.beginWatch();
    return this;
  }

  /** Time goes by, a second after the other. */
  Talk pass(Duration time) {
    Instant until = now.plus(time);
    while (now.isBefore(until)) {
      now = now.plusSeconds(1);
      guard.onWatermark(now, said::add);
    }
    return this;
  }

  Instant now() {
    return now;
  }

  /** The latest revision of each detection, in the order they were first stated. */
  List<Detection> latest() {
    Map<DetectionId, Detection> latest = new LinkedHashMap<>();
    said.forEach(each -> latest.put(each.id(), each));
    return List.copyOf(latest.values());
  }

  /** Goes on with a new guard that reads the state of the old one. */
  Talk restart() {
    return restart(stated, watched);
  }

  Talk restart(Watched otherwise) {
    return restart(stated, otherwise);
  }

  Talk restart(StatedRelations otherwise) {
    return restart(otherwise, watched);
  }

  private Talk restart(StatedRelations relations, Watched wanted) {
    try {
      var bytes = new ByteArrayOutputStream();
      guard.snapshot(new DataOutputStream(bytes));
      guard = new RouteGuard(Thresholds.DEFAULT, relations, wanted);
      guard.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RouteEvent at(int peer) {
    return new RouteEvent().at(peer(peer), Duration.between(Instant.EPOCH, now).toNanos() / 1_000);
  }

  private void send(RouteEvent event) {
    guard.onEvent(event, said::add);
  }

  static AsPath path(int... numbers) {
    return new AsPath().sequence(numbers);
  }
}

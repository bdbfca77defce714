package jp.anshin.route.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import jp.anshin.route.simulation.LeakPlan.Change;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bgp.BgpWriter.Prefix;
import jp.anshin.wire.bmp.BmpWriter;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;

/**
 * The leak of 25 August 2017 as a fictitious operator would have seen it through two upstreams:
 * generated after what was published of it, no recording. At 03:22:00 UTC 160,000 routes begin to
 * come by {@code 701 15169}, 95,000 to AS2516 and 97,000 to AS2497; from 03:30:00 on they go, with
 * residual flaps until 03:45. The same seed and size give the same bytes.
 */
public final class Leak2017 {

  /** The seed of the event as it is shown. */
  public static final long SEED = 20_170_825;

  /** Name of the router, as in the example operator's file: it meets both neighbours. */
  public static final String ROUTER = "edge-1";

  /** The router begins to send its tables. */
  public static final Instant BEGINS = Instant.parse("2017-08-25T03:19:00Z");

  /** The first route leaks. */
  public static final Instant LEAK_BEGINS = Instant.parse("2017-08-25T03:22:00Z");

  /** The first leaked route goes. */
  public static final Instant LEAK_ENDS = Instant.parse("2017-08-25T03:30:00Z");

  /** No leaked route comes back after this. */
  public static final Instant FLAPS_END = Instant.parse("2017-08-25T03:45:00Z");

  /** Nothing comes after this. */
  public static final Instant ENDS = Instant.parse("2017-08-25T03:47:00Z");

  /** Quiet after the tables, so that a watch without a baseline can tell them from news. */
  static final Instant CHURN_BEGINS = Instant.parse("2017-08-25T03:19:50Z");

  private static final Instant TABLES_END = Instant.parse("2017-08-25T03:19:10Z");

  private static final long SECOND = 1_000_000;
  private static final int HOLD_SECONDS = 180;
  private static final int OPERATOR_BGP_IDENTIFIER = 0xc000_0201;

  /** Changes of one path within this go into one UPDATE, as routers gather them. */
  private static final long GATHER_MICROS = 200_000;

  /** So many prefixes of at most four octets fit into an UPDATE beside its path. */
  private static final int PREFIXES_AN_UPDATE_MAX = 800;

  /** What a message belongs to. */
  public enum Stage {
    /** The router's session and its tables as they were before. */
    TABLES,
    /** What changed since. */
    CHANGES
  }

  /**
   * A BMP message of the router.
   *
   * @param stage what it belongs to
   * @param epochMicros when the router sends it, in event time
   * @param octets one whole message
   */
  public record Message(Stage stage, long epochMicros, byte[] octets) {}

  /** Takes the messages. */
  @FunctionalInterface
  public interface Receiver {
    /** Takes the next message; they come in the order of event time. */
    void take(Message message) throws IOException;
  }

  private interface Updates {
    void update(int view, long epochMicros, byte[] update) throws IOException;
  }

  private final SimulatedInternet internet;
  private final List<Change> changes;
  private final BgpWriter bgp = new BgpWriter();
  private final BmpWriter bmp = new BmpWriter();
  private final long[] routes = new long[View.ALL.size()];

  /**
   * Plans the event.
   *
   * @param seed {@link #SEED}, or another for another event of the same kind
   */
  public Leak2017(long seed, SimulationSize size) {
    var random = new SplittableRandom(seed);
    internet = new SimulatedInternet(random.split(), size);
    changes = LeakPlan.of(random.split(), internet, size);
  }

  /**
   * Gives the whole event as BMP messages of one router that meets all of {@link View#ALL}. Every
   * second of event time has a Statistics Report, so that a receiver knows how late it is when
   * nothing changes.
   *
   * @throws IOException when the receiver cannot take one
   */
  public void play(Receiver receiver) throws IOException {
    Arrays.fill(routes, 0);
    tables(receiver);
    long end = LeakPlan.micros(ENDS);
    int next = 0;
    for (long second = LeakPlan.micros(TABLES_END); second < end; second += SECOND) {
      int from = next;
      while (next < changes.size() && changes.get(next).epochMicros() < second + SECOND) {
        next++;
      }
      updates(
          changes.subList(from, next),
          (view, micros, update) ->
              receiver.take(
                  new Message(
                      Stage.CHANGES, micros, bmp.routeMonitoring(peer(view), micros, update))));
      for (int view = 0; view < routes.length; view++) {
        long tick = second + SECOND;
        receiver.take(
            new Message(Stage.CHANGES, tick, bmp.statisticsReport(peer(view), tick, routes[view])));
      }
    }
  }

  private void tables(Receiver receiver) throws IOException {
    long at = LeakPlan.micros(BEGINS);
    receiver.take(new Message(Stage.TABLES, at, bmp.initiation(ROUTER, "Anshin: simulated")));
    for (int view = 0; view < routes.length; view++) {
      View shown = View.ALL.get(view);
      byte[] sent = open(View.OPERATOR_AS, OPERATOR_BGP_IDENTIFIER);
      byte[] received = open(shown.as(), identifier(view));
      receiver.take(
          new Message(Stage.TABLES, at, bmp.peerUp(peer(view), at, shown.local(), sent, received)));
    }
    for (var origin : (Iterable<SimulatedInternet.Origin>) internet.all()::iterator) {
      List<Prefix> announced = origin.announced().toList();
      for (int view = 0; view < routes.length; view++) {
        routes[view] += announced.size();
        for (byte[] update : announcements(announced, origin.paths().get(view), view)) {
          receiver.take(new Message(Stage.TABLES, at, bmp.routeMonitoring(peer(view), at, update)));
        }
      }
    }
    for (int view = 0; view < routes.length; view++) {
      bgp.clear();
      byte[] endOfRib = bgp.endOfRib().toByteArray();
      receiver.take(new Message(Stage.TABLES, at, bmp.routeMonitoring(peer(view), at, endOfRib)));
    }
  }

  /**
   * Writes the tables before as an MRT file (TABLE_DUMP_V2).
   *
   * @param out stays open
   */
  public void writeTable(OutputStream out) throws IOException {
    long second = LeakPlan.micros(BEGINS) / SECOND;
    var writer = new MrtWriter(out);
    writer.peerIndexTable(second, peersOfMrt());
    for (var origin : (Iterable<SimulatedInternet.Origin>) internet.all()::iterator) {
      var routesOfOrigin = new ArrayList<MrtWriter.Route>();
      for (int view = 0; view < routes.length; view++) {
        routesOfOrigin.add(new MrtWriter.Route(view, origin.paths().get(view), nextHop(view)));
      }
      for (Prefix prefix : (Iterable<Prefix>) origin.announced()::iterator) {
        writer.rib(second, prefix, routesOfOrigin);
      }
    }
  }

  /**
   * Writes what changed as an MRT file (BGP4MP_ET).
   *
   * @param out stays open
   */
  public void writeUpdates(OutputStream out) throws IOException {
    var writer = new MrtWriter(out);
    List<PeerIndexTable.Peer> peers = peersOfMrt();
    updates(
        changes,
        (view, micros, update) ->
            writer.message(
                micros,
                peers.get(view),
                new PeerIndexTable.Peer(View.ALL.get(view).local(), View.OPERATOR_AS),
                update));
  }

  /** Gathers what has one path into one UPDATE, in the order of time. */
  private void updates(List<Change> inOrder, Updates out) throws IOException {
    int from = 0;
    while (from < inOrder.size()) {
      long first = inOrder.get(from).epochMicros();
      long until = (first / GATHER_MICROS + 1) * GATHER_MICROS;
      int next = from;
      while (next < inOrder.size() && inOrder.get(next).epochMicros() < until) {
        next++;
      }
      gathered(first, inOrder.subList(from, next), out);
      from = next;
    }
  }

  private void gathered(long micros, List<Change> together, Updates out) throws IOException {
    for (int view = 0; view < routes.length; view++) {
      var byPath = new TreeMap<String, List<Change>>();
      for (Change change : together) {
        if (change.view() == view) {
          byPath.computeIfAbsent(change.path().toString(), path -> new ArrayList<>()).add(change);
        }
      }
      for (List<Change> ofPath : byPath.values()) {
        List<Prefix> prefixes = ofPath.stream().map(Change::prefix).toList();
        List<Long> path = ofPath.getFirst().path();
        routes[view] += ofPath.stream().mapToInt(Change::more).sum();
        for (byte[] update : announcements(prefixes, path, view)) {
          out.update(view, micros, update);
        }
      }
    }
  }

  private List<byte[]> announcements(List<Prefix> prefixes, List<Long> path, int view) {
    var updates = new ArrayList<byte[]>();
    for (int from = 0; from < prefixes.size(); from += PREFIXES_AN_UPDATE_MAX) {
      var some = prefixes.subList(from, Math.min(prefixes.size(), from + PREFIXES_AN_UPDATE_MAX));
      bgp.clear();
      updates.add(
          (path.isEmpty() ? bgp.withdraw(some) : bgp.announce(some, path, nextHop(view), 4))
              .toByteArray());
    }
    return updates;
  }

  private byte[] open(long as, int identifier) {
    bgp.clear();
    return bgp.open(as, HOLD_SECONDS, identifier).toByteArray();
  }

  private static List<PeerIndexTable.Peer> peersOfMrt() {
    return View.ALL.stream()
        .map(view -> new PeerIndexTable.Peer(view.address(), view.as()))
        .toList();
  }

  private static BmpWriter.Peer peer(int view) {
    View shown = View.ALL.get(view);
    return new BmpWriter.Peer(shown.address(), shown.as(), identifier(view));
  }

  private static int identifier(int view) {
    return (int) (View.ALL.get(view).address().high() >>> 32);
  }

  private static IpAddress nextHop(int view) {
    return View.ALL.get(view).address();
  }
}

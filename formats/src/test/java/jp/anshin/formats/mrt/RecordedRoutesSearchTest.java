package jp.anshin.formats.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.formats.SharedData;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.feed.MrtFeed;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.Match;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.route.search.RouteSearch;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.mrt.MrtReader;
import org.junit.jupiter.api.Test;

/** Looks for routes in a recorded table of the year 2002, beside a map of every route in it. */
final class RecordedRoutesSearchTest {

  private static final int ALL = 1_000_000;

  private final RouteGuard guard =
      new RouteGuard(Thresholds.DEFAULT, StatedRelations.NONE, Watched.NOTHING);
  private final Map<RouteQuery.OfPrefix, Map<PeerKey, List<Long>>> held = new LinkedHashMap<>();

  private void read() throws IOException {
    var file = SharedData.file("mrt/bview.20020722.2337.gz");
    var feed = new MrtFeed(new Counts(), FirstHop.NONE, this::take);
    try (var reader = new MrtReader(Decompression.open(file))) {
      feed.begin("bview");
      while (reader.next()) {
        feed.accept(reader);
      }
    }
  }

  private void take(RouteEvent event) {
    guard.onEvent(event, stated -> {});
    var path = event.path();
    if (event.kind() == RouteEvent.Kind.ANNOUNCE && path != null) {
      var address = new IpAddress(event.isV6(), event.high(), event.low());
      held.computeIfAbsent(
              RouteQuery.OfPrefix.of(address, event.length()), prefix -> new HashMap<>())
          .put(event.peer(), plain(path));
    }
  }

  private static List<Long> plain(AsPath path) {
    var plain = new ArrayList<Long>();
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      if (path.segmentType(segment) == AsPath.AS_SET) {
        break;
      }
      for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
        long as = Integer.toUnsignedLong(path.number(i));
        if (plain.isEmpty() || plain.getLast() != as) {
          plain.add(as);
        }
      }
    }
    return plain;
  }

  private FoundRoutes search(RouteQuery query) {
    var search = new RouteSearch(guard.tables(), query, as -> false, ALL);
    while (!search.step(5_000)) {
      // on it goes, a step at a time
    }
    return search.found();
  }

  @Test
  void everyRouteOfARecordedTableIsFoundByItsPrefixAndByTheAsesOnItsPath() throws IOException {
    read();
    assertThat(held).hasSizeGreaterThan(100_000);

    int number = 0;
    for (var entry : held.entrySet()) {
      if (number++ % 2_000 == 0) {
        var exact =
            search(entry.getKey()).routes().stream()
                .filter(route -> route.match() == Match.EXACT)
                .toList();
        assertThat(exact).hasSameSizeAs(entry.getValue().entrySet());
        assertThat(exact)
            .allSatisfy(
                route -> assertThat(route.path()).isEqualTo(entry.getValue().get(route.peer())));
      }
    }
    for (long as : new long[] {701, 1_239, 4_713, 64_512}) {
      assertCount(new RouteQuery.OfAs(as, false), as, false);
      assertCount(new RouteQuery.OfAs(as, true), as, true);
    }
  }

  private void assertCount(RouteQuery query, long as, boolean originOnly) {
    long routes =
        held.values().stream()
            .flatMap(each -> each.values().stream())
            .filter(path -> originOnly ? isLast(path, as) : path.contains(as))
            .count();
    var found = search(query).counts().getOrDefault(Match.AS, new FoundRoutes.Count(0, 0));
    assertThat(found.routes()).isEqualTo(routes);
  }

  private static boolean isLast(List<Long> path, long as) {
    return !path.isEmpty() && path.getLast() == as;
  }
}

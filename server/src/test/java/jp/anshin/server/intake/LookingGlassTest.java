package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.route.search.Match;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.HeldRoute;
import jp.anshin.server.routes.Looked;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.routes.RouteQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into the tables while they are followed. */
final class LookingGlassTest {

  private static final int ROUNDS = 20;

  @TempDir Path directory;

  private AnshinServer server() {
    return AnshinServer.start(
        ServerOptions.local(directory)
            .receiving(LeakStory.loopback())
            .knowing(LeakStory.relations(), List.of())
            .asSimulation());
  }

  private static Looked look(AnshinServer server, String text, boolean originOnly) {
    return server.part(LookingGlass.class).look(RouteQuestion.read(text, originOnly));
  }

  @Test
  void everyNeighboursRouteIsFoundByPrefixAndByAs() throws Exception {
    try (var server = server();
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      LeakStory.baseline(router, "tokyo-1");
      verdict.read();
      String prefix = look(server, "AS2914", false).routes().getFirst().prefix();

      assertThat(look(server, prefix, false).routes())
          .extracting(
              HeldRoute::match,
              HeldRoute::prefix,
              route -> route.source().as(),
              route -> route.source().router(),
              route -> route.source().view(),
              HeldRoute::path,
              HeldRoute::before)
          .containsExactly(
              tuple(
                  Match.EXACT,
                  prefix,
                  701L,
                  "tokyo-1",
                  "adj-rib-in-pre",
                  List.of(701L, 2914L, 64_496L),
                  false),
              tuple(
                  Match.EXACT,
                  prefix,
                  2497L,
                  "tokyo-1",
                  "adj-rib-in-pre",
                  List.of(2497L, 701L, 2914L, 64_496L),
                  false));
      var all = look(server, "AS701", false);
      assertThat(all.whole()).isTrue();
      assertThat(all.caughtUp()).isTrue();
      assertThat(all.until()).isNotNull();
      assertThat(all.routes()).hasSize(LookingGlass.ROUTES_MAX);
      assertThat(all.count(Match.AS).prefixes()).isEqualTo(LeakStory.ROUTES);
      assertThat(all.count(Match.AS).routes()).isEqualTo(2L * LeakStory.ROUTES);
      assertThat(look(server, "64496", true).count(Match.AS)).isEqualTo(all.count(Match.AS));
      assertThat(look(server, "701", true).counts()).isEmpty();
      assertThat(look(server, "0.0.0.0/0", false).count(Match.SPECIFIC))
          .isEqualTo(all.count(Match.AS));

      var past = server.part(PastRoutes.class).look(PastQuery.read(prefix));
      assertThat(past.end()).isEqualTo(Past.End.NOTHING_OLDER);
      assertThat(past.changes())
          .extracting(
              PastChange::kind,
              change -> change.source().as(),
              change -> change.source().router(),
              PastChange::path)
          .containsExactly(
              tuple(PastChange.Kind.ANNOUNCED, 2497L, "tokyo-1", "2497 701 2914 64496"),
              tuple(PastChange.Kind.SESSION_UP, 2497L, "tokyo-1", ""),
              tuple(PastChange.Kind.ANNOUNCED, 701L, "tokyo-1", "701 2914 64496"),
              tuple(PastChange.Kind.SESSION_UP, 701L, "tokyo-1", ""));

      router.down(LeakStory.FIRST, LeakStory.LEAK);
      verdict.read();
      assertThat(look(server, prefix, false).routes())
          .extracting(HeldRoute::before)
          .containsExactly(true, false);
    }
  }

  /** Four ask without a pause; every message is followed all the same, and every look answered. */
  @Test
  void whileManyLookNothingThatComesIsLost() throws Exception {
    var enough = new CountDownLatch(1);
    try (var server = server();
        var router = PlayedRouter.connect(server.bmpPort(), 12);
        var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var verdict = new Verdict(server, 12, router);
      LeakStory.baseline(router, "tokyo-1");
      verdict.read();
      var looks = new ArrayList<Future<Long>>();
      for (String text : List.of("AS701", "AS2914", "0.0.0.0/0", "AS64496")) {
        looks.add(
            asking.submit(() -> {
              long answered = 0;
              while (enough.getCount() > 0) {
                assertThat(look(server, text, false).whole()).isTrue();
                answered++;
              }
              return answered;
            }));
      }
      for (int round = 0; round < ROUNDS; round++) {
        var at = LeakStory.LEAK.plusSeconds(round);
        router.withdraw(LeakStory.FIRST, at, 0, LeakStory.ROUTES);
        router.announce(
            LeakStory.FIRST, at, 0, LeakStory.ROUTES, 701L, 2914L, 65_000L + round, 64_496L);
      }
      router.withdraw(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(ROUNDS), 0, 17);
      var feed = verdict.read();
      enough.countDown();

      for (Future<Long> look : looks) {
        assertThat(look.get()).isPositive();
      }
      assertThat(feed.peers())
          .extracting(FeedState.Peer::routes)
          .containsExactly(LeakStory.ROUTES - 17L, (long) LeakStory.ROUTES);
      var last = look(server, "AS" + (65_000 + ROUNDS - 1), false);
      assertThat(last.count(Match.AS).routes()).isEqualTo(LeakStory.ROUTES - 17L);
      assertThat(look(server, "AS65000", false).counts()).isEmpty();
    }
  }

  @Test
  void whoeverLooksWhenTheServerEndsIsToldSo() {
    LookingGlass glass;
    PastRoutes past;
    try (var server = server()) {
      glass = server.part(LookingGlass.class);
      past = server.part(PastRoutes.class);
      assertThat(past.look(PastQuery.read("192.0.2.1")).changes()).isEmpty();
      assertThat(look(server, "192.0.2.1", false).routes()).isEmpty();
    }
    assertThatThrownBy(() -> glass.look(RouteQuestion.read("192.0.2.1", false)))
        .isInstanceOfSatisfying(
            Refusal.class, told -> assertThat(told.code()).isEqualTo("routes.not-watching"));
    assertThatThrownBy(() -> past.look(PastQuery.read("192.0.2.1")))
        .isInstanceOfSatisfying(
            Refusal.class, told -> assertThat(told.code()).isEqualTo("routes.not-watching"));
  }
}

package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.Match;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.FeedState.Judging;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.identity.Role;
import jp.anshin.server.routes.HeldRoute;
import jp.anshin.server.routes.Looked;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.NeighbourCounts;
import jp.anshin.server.routes.NeighbourSession;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.routes.PrefixCount;
import jp.anshin.server.routes.RouteSource;
import jp.anshin.server.routes.TableSeries;
import jp.anshin.server.routes.TableSize;
import jp.anshin.server.routes.TableSizes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page of routes says of counts and limits. In the example's operator file AS 64511 may
 * announce 50 prefixes of IPv4 and 10 of IPv6, the others what they like.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RoutesPageTest {

  private static final Instant AT = Instant.parse("2026-11-28T03:00:00Z");
  private static final long LIMITED = 64_511;

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @Test
  @Order(1)
  void withoutARouterThePageSaysHowToBeginAndWhoIsAwaited() {
    assertThat(page("en"))
        .contains("No router has connected yet", "href=\"/feeds#connect\"")
        .contains("Example University", "AS64511", "router edge-2");
    assertThat(page("ja")).contains("つながったルーターがまだない", "例示大学");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "44 | 0 | 88 % of 50 | 0 % of 10 | false | false",
        "45 | 8 | 90 % of 50 | 80 % of 10 | true | false",
        "50 | 11 | 100 % of 50 | 110 % of 10 | true | true"
      })
  void aNeighbourIsShownAgainstItsLimitsInWordsAndShapes(
      long v4, long v6, String first, String second, boolean near, boolean over) {
    show(FeedState.Status.UP, peer(LIMITED, "adj-rib-in-pre", true, v4, v6, Judging.JUDGED, null));

    String page = page("en");

    assertThat(page).contains("Example University", "(customer)", first, second);
    assertThat(page.contains("near the limit")).isEqualTo(near);
    assertThat(page.contains("over the limit")).isEqualTo(over);
    assertThat(page.contains("1 session is over the agreed number")).isEqualTo(over);
    assertThat(page("ja")).contains("例示大学", first.replaceAll("(.*) of (.*)", "$2 の $1"));
  }

  @Test
  void aTableThatNobodyShowedIsNotZeroAndNotWithinItsLimit() {
    show(FeedState.Status.UP, peer(LIMITED, "", true, 0, 0, Judging.ELSEWHERE, null));

    assertThat(page("en")).contains("not known, of 50", "no table shown").doesNotContain(">0 % of");
    assertThat(only().ipv4()).isEqualTo(new PrefixCount(null, 50L));
  }

  @Test
  void aLostRouterLeavesCountsThatAreMarkedAsOldAndSessionsThatAreNotSeen() {
    show(
        FeedState.Status.DOWN, peer(LIMITED, "adj-rib-in-pre", false, 20, 1, Judging.JUDGED, null));

    assertThat(page("en"))
        .contains("We do not see this router", "Not seen", "held from before", "40 % of 50");
    assertThat(only().state()).isEqualTo(NeighbourSession.State.UNSEEN);
    assertThat(only().since()).isEqualTo(AT);
  }

  @Test
  void aSessionThatTheRouterLostIsDownSinceThen() {
    Instant lost = AT.plusSeconds(60);
    show(FeedState.Status.UP, peer(LIMITED, "adj-rib-in-pre", false, 20, 1, Judging.JUDGED, lost));

    assertThat(only().state()).isEqualTo(NeighbourSession.State.DOWN);
    assertThat(only().since()).isEqualTo(lost);
  }

  @Test
  void severalTablesOfOneSessionAreOneLineAndTheRoutersOwnIsNone() {
    show(
        FeedState.Status.UP,
        peer(64_500, "loc-rib", true, 900, 0, Judging.JUDGED, null),
        peer(LIMITED, "adj-rib-in-post", true, 0, 0, Judging.ELSEWHERE, null),
        peer(LIMITED, "adj-rib-in-pre", true, 7, 0, Judging.LEARNING, null),
        peer(701, "adj-rib-out-pre", true, 0, 0, Judging.ELSEWHERE, null),
        peer(701, "adj-rib-out-post", true, 0, 0, Judging.ELSEWHERE, null));

    assertThat(sessions())
        .extracting(NeighbourSession::as, each -> each.ipv4().routes())
        .containsExactly(tuple(LIMITED, 7L), tuple(701L, null));
    assertThat(page("en")).contains("not in the operator file", "the count may still grow");
  }

  @Test
  void whatARouterCallsItselfIsTextAndNothingElse() {
    staffed
        .server
        .part(Feeds.class)
        .show(List.of(feed("<script>x</script>", FeedState.Status.UP, List.of())));

    assertThat(page("en")).contains("&lt;script&gt;").doesNotContain("<script>x");
  }

  @ParameterizedTest
  @CsvSource({"20.1.0.0/33", "<b>x</b>", "AS0", "2001:db8::/129", "1.2.3"})
  void whatIsNeitherPrefixNorAddressNorAsIsRefusedWithWhatToWrite(String text) {
    var answer = search(text, "en");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("neither a prefix (192.0.2.0/24, 2001:db8::/32)", "id=\"refused\"")
        .doesNotContain("<b>x</b>");
    assertThat(search(text, "ja").body()).contains("いずれかを入力してください");
  }

  @Test
  void whereNobodyHoldsTablesALookSaysSoAndKeepsWhatWasTyped() {
    var answer = search("ＡＳ６４５１１", "en");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Nobody holds tables now", "value=\"ＡＳ６４５１１\"");
  }

  @Test
  void anAnswerNamesWhoIsKnownAndWhichIncidentsHoldIt() throws Exception {
    LookingGlass glass = staffed.server.part(LookingGlass.class);
    glass.open();
    var asked = new CompletableFuture<RouteQuery>();
    Thread answering =
        Thread.ofVirtual()
            .start(() -> {
              LookingGlass.Look look = glass.next();
              while (look == null) {
                Thread.onSpinWait();
                look = glass.next();
              }
              asked.complete(look.query());
              look.answer(partOfIt());
            });
    String page = search(" as15169 ", "en").body();
    answering.join();
    glass.close();

    assertThat(asked.get()).isEqualTo(new RouteQuery.OfAs(15_169, false));
    assertThat(page)
        .contains("20.1.0.0/16", ">AS64511<", "Example University", "held from before")
        .contains("at least 7 prefixes, 12 routes", "Only 40 % of the tables")
        .contains("The first 1 routes are shown, 11 more are not")
        .contains("/incidents/" + staffed.incident.value());
  }

  @Test
  void theHistoryIsRefusedOrToldInWordsWithHowFarItGoes() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(reader.get("/routes/history?q=64500:70000").body())
          .contains("nor a community (64500:120, 64500:1:2, no-export)");
      assertThat(reader.get("/routes/history?q=64500:1").statusCode()).isEqualTo(503);
    }
    PastRoutes past = staffed.server.part(PastRoutes.class);
    past.open(query -> told(query.toString()));
    try {
      assertThat(page("/routes/history?q=20.1.0.0/16", "en"))
          .contains("Example University", "701 701 15169", "next hop 192.0.2.77", "session down")
          .contains("Looked through the last 2 h", "what is older was not looked at")
          .contains("href=\"/routes/history?q=64500:120\"");
      assertThat(page("/routes/history?q=64500:120", "ja"))
          .contains("href=\"/routes/history?q=20.1.0.0/16\"", "ほか 3 件", "5秒に達したため");
    } finally {
      past.close();
    }
  }

  private static Past told(String asked) {
    var source = new RouteSource("192.0.2.1", "tokyo-1", "192.0.2.77", LIMITED, "adj-rib-in-pre");
    var announced =
        new PastChange(
            PastChange.Kind.ANNOUNCED,
            AT,
            AT,
            source,
            List.of("20.1.0.0/16 #7"),
            4,
            "701 701 15169",
            "192.0.2.77",
            List.of("64500:120"),
            1,
            8);
    var down =
        new PastChange(
            PastChange.Kind.SESSION_DOWN, AT, null, source, List.of(), 0, "", "", List.of(), 1, 99);
    return new Past(
        asked,
        List.of(down, announced),
        1,
        AT.minusSeconds(7_200),
        AT,
        Past.End.TIME,
        1_000,
        false,
        Duration.ofSeconds(5));
  }

  @Test
  void theSizeOfATableIsKeptEachFiveMinutesOfEventTimeAndDrawnWithItsLimit() {
    Feeds feeds = staffed.server.part(Feeds.class);
    TableSizes sizes = staffed.server.part(TableSizes.class);
    for (long minutes : new long[] {0, 1, 5, 10}) {
      show(
          FeedState.Status.UP,
          peer(LIMITED, "adj-rib-in-pre", true, 30 + minutes, 0, Judging.JUDGED, null),
          peer(701, "adj-rib-in-pre", minutes != 5, 5, 5, Judging.JUDGED, null));
      feeds.heardUntil(AT.plusSeconds(60 * minutes + 7));
      sizes.sample();
    }
    feeds.heardUntil(AT.plusSeconds(60 * 15));
    show(FeedState.Status.DOWN, peer(LIMITED, "adj-rib-in-pre", false, 9, 0, Judging.JUDGED, null));
    sizes.sample();

    TableSeries limited = kept(sizes, LIMITED);
    assertThat(sizes.history(limited.number(), TableSizes.Span.DAY).sizes())
        .containsExactly(
            new TableSize(AT, 30, 0),
            new TableSize(AT.plusSeconds(300), 35, 0),
            new TableSize(AT.plusSeconds(600), 40, 0));
    assertThat(sizes.history(kept(sizes, 701).number(), TableSizes.Span.WEEK).sizes())
        .extracting(TableSize::at)
        .containsExactly(AT, AT.plusSeconds(600));
    show(FeedState.Status.UP, peer(LIMITED, "adj-rib-in-pre", true, 40, 0, Judging.JUDGED, null));
    String address = "/routes/size/" + limited.number();
    assertThat(page("en")).contains("href=\"" + address + "\"");
    assertThat(page(address + "?span=month", "en"))
        .contains("Example University", "agreed limit: 50", "IPv4 routes", "IPv6 routes")
        .contains("2026-11-28", "href=\"" + address + "?span=month\" aria-current=\"true\"");
    assertThat(page(address, "ja")).contains("取り決めた上限：50", "2026-11-28 12:00");
    assertThat(page("/routes/size/" + kept(sizes, 701).number(), "en"))
        .contains("the lower edge is 4, not 0");
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(reader.get("/routes/size/999999").statusCode()).isEqualTo(404);
    }
  }

  private static TableSeries kept(TableSizes sizes, long as) {
    return sizes.tables().stream().filter(each -> each.as() == as).findFirst().orElseThrow();
  }

  private static Looked partOfIt() {
    var source = new RouteSource("192.0.2.1", "tokyo-1", "192.0.2.77", LIMITED, "adj-rib-in-pre");
    var path = List.of(LIMITED, 15_169L);
    return new Looked(
        "AS15169",
        List.of(new HeldRoute(Match.AS, "20.1.0.0/16", source, path, true)),
        Map.of(Match.AS, new FoundRoutes.Count(7, 12)),
        false,
        40,
        Duration.ofSeconds(5),
        AT,
        true);
  }

  private static HttpResponse<String> search(String text, String language) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      return reader.get("/routes/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
  }

  private static String page(String language) {
    return page("/routes", language);
  }

  private static String page(String address, String language) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      var answer = reader.get(address);
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private static NeighbourSession only() {
    assertThat(sessions()).hasSize(1);
    return sessions().getFirst();
  }

  private static List<NeighbourSession> sessions() {
    return staffed.server.part(NeighbourCounts.class).routers().getFirst().sessions();
  }

  private static void show(FeedState.Status status, FeedState.Peer... peers) {
    staffed.server.part(Feeds.class).show(List.of(feed("tokyo-1", status, Arrays.asList(peers))));
  }

  private static FeedState feed(String name, FeedState.Status status, List<FeedState.Peer> peers) {
    return new FeedState("192.0.2.1", name, status, AT, AT, 1, 100, 0, peers, new TreeMap<>());
  }

  private static FeedState.Peer peer(
      long as,
      String view,
      boolean up,
      long v4,
      long v6,
      Judging judging,
      @Nullable Instant downSince) {
    return new FeedState.Peer(
        "192.0.2.77", as, view, up, v4 + v6, v6, judging, up ? AT : null, downSince);
  }
}

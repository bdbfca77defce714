package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of the feeds says of routers that are lost, empty, or none. */
final class FeedsPageTest {

  private static final String TOKYO = "192.0.2.1";

  private static Staffed staffed;
  private static Feeds feeds;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    feeds = staffed.server.part(Feeds.class);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  /** The router was heard just now, by the server's clock, and lost. */
  @BeforeEach
  void lost() {
    Instant now = Instant.now();
    FeedState down = feed(FeedState.Status.DOWN, now, List.of());
    feeds.show(List.of(down));
    feeds.remember(down);
    feeds.blind(TOKYO, now, "session-lost", "reset by peer");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ENGINEER", "ADMINISTRATOR"})
  void whoMayTakesARouterOutOfServiceWithAReasonThatThePageAndTheAuditShow(Role role) {
    try (Reader reader = staffed.reader(role, "ja")) {
      assertThat(reader.get("/feeds").body()).contains("action=\"/feeds/retire\"");
      HttpResponse<String> answer = reader.post("/feeds/retire", fields(TOKYO, "<b>撤去</b>"));

      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location")).hasValue("/feeds?retired#blind");
      assertThat(reader.get("/feeds?retired").body())
          .contains("運用から外しました。")
          .contains(Staffed.name(role) + " が運用から外したため終了：&lt;b&gt;撤去&lt;/b&gt;")
          .doesNotContain("id=\"feed-" + TOKYO + "\"", "いま観測できていないところが");
      assertThat(staffed.server.part(Audit.class).before(Long.MAX_VALUE).getFirst())
          .satisfies(entry -> {
            assertThat(entry.who()).isEqualTo(Staffed.name(role));
            assertThat(entry.action()).isEqualTo("retire-feed");
            assertThat(entry.target()).isEqualTo(TOKYO);
            assertThat(entry.why()).isEqualTo("<b>撤去</b>");
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyWhoMayRetireSeesTheFormAndIsTaken(Role role) {
    boolean may = role == Role.ENGINEER || role == Role.ADMINISTRATOR;
    try (Reader reader = staffed.reader(role, "en")) {
      assertThat(reader.get("/feeds").body().contains("action=\"/feeds/retire\"")).isEqualTo(may);
      assertThat(reader.post("/feeds/retire", fields(TOKYO, "removed")).statusCode())
          .isEqualTo(may ? 302 : 403);
      assertThat(known()).isEqualTo(!may);
    }
  }

  @Test
  void withoutThePagesTokenNothingIsRetired() {
    try (Reader reader = staffed.reader(Role.ENGINEER, "en")) {
      reader.get("/feeds");

      assertThat(reader.postWithoutToken("/feeds/retire", fields(TOKYO, "removed")).statusCode())
          .isEqualTo(403);
      assertThat(known()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, '', on, 外す理由",
    "en, '  ', on, Reason (kept in the audit log)",
    "ja, 撤去, '', 確かめの欄に印を付けてください",
    "en, removed, '', tick the box that you have checked"
  })
  void withoutAReasonOrTheTickNothingIsRetiredAndWhatWasTypedStays(
      String language, String why, String sure, String sentence) {
    try (Reader reader = staffed.reader(Role.ENGINEER, language)) {
      reader.get("/feeds");
      var fields = new HashMap<>(Map.of("feed", TOKYO, "why", why));
      if (!sure.isEmpty()) {
        fields.put("sure", sure);
      }
      HttpResponse<String> answer = reader.post("/feeds/retire", fields);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(sentence, "role=\"alert\"");
      assertThat(answer.body()).contains("name=\"why\" maxlength=\"400\" required value=\"" + why);
      assertThat(known()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 他者の監視ブロックのハイジャックの疑い</span><span>・</span><span>パスの決まりに反する経路, AS666 がパスにあってはならない, 例示大学, しない（事業者ファイルの指定）",
    "en, Suspected hijack of a watched block of another</span><span>・</span><span>Routes that break, AS666 must never be on the path, University, no (the"
  })
  void whatTheOperatorFileWantedIsToldInWords(
      String language, String kind, String rule, String holder, String call) {
    var facts =
        Map.of(
            "pathRule",
            List.of("never", "anywhere", "666"),
            "holder",
            List.of("例示大学", "University"),
            "call",
            List.of("no"));
    staffed
        .server
        .part(Findings.class)
        .accept(
            new Detection(
                new DetectionId("route:path-rule:x"),
                1,
                "route",
                new TreeSet<>(Set.of("others-hijack", "path-rule")),
                new Subject("route-path-rule", "x"),
                Interval.at(Instant.EPOCH),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                Certainty.LOW,
                new TreeMap<>(),
                new TreeMap<>(facts),
                List.of()));
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      assertThat(reader.get("/feeds").body()).contains(kind, rule, holder, call);
    }
  }

  @Test
  void aReasonTooLongIsRefused() {
    try (Reader reader = staffed.reader(Role.ENGINEER, "en")) {
      reader.get("/feeds");

      assertThat(reader.post("/feeds/retire", fields(TOKYO, "x".repeat(401))).statusCode())
          .isEqualTo(400);
      assertThat(known()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, フィード203.0.113.9はありません", "en, There is no feed 203.0.113.9"})
  void aFeedThatIsNoneIsToldInASentence(String language, String sentence) {
    try (Reader reader = staffed.reader(Role.ENGINEER, language)) {
      reader.get("/feeds");
      HttpResponse<String> answer = reader.post("/feeds/retire", fields("203.0.113.9", "x"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains(sentence, "id=\"feeds-now\"");
    }
  }

  @Test
  void aRouterWhoseSessionStandsIsNotTakenOutOfService() {
    feeds.show(List.of(feed(FeedState.Status.UP, Instant.now(), List.of())));
    try (Reader reader = staffed.reader(Role.ENGINEER, "en")) {
      assertThat(reader.get("/feeds").body()).doesNotContain("action=\"/feeds/retire\"");
      HttpResponse<String> answer = reader.post("/feeds/retire", fields(TOKYO, "x"));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("Take BMP out of the router first");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | octets=47 45 54 20 2f 20 | Webの要求（HTTP）が届きました | 接続先から外してください",
        "en | octets=47 45 54 20 2f 20 | a web request (HTTP) came | take the port out of it",
        "ja | octets=09 00 00 00 06 04 | 先頭が版 9 で、BMP版3ではありません | 確かめてください",
        "en | octets=09 00 00 00 06 04 | it begins with version 9 | Check that the sender",
        "ja | octets=78 78 78 | 先頭が版 120 で | 確かめてください",
        "ja | length octets=03 ff ff ff ff 00 | あり得ない長さのメッセージです | 確かめてください",
        "en | length octets=03 ff ff ff ff 00 | an impossible length | Check the BMP settings"
      })
  void whatIsNoBmpIsListedWithWhatItWasAndWhatToDo(
      String language, String sent, String what, String toDo) {
    String kind = sent.startsWith("length") ? "wrong-length" : "wrong-version";
    String octets = sent.substring(sent.indexOf("octets"));
    feeds.refuse("198.51.100.7", "not-bmp", kind + " offset=0 " + octets, Instant.now());
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      String page = reader.get("/feeds").body();
      String refused = page.substring(page.indexOf("id=\"refused\""));

      assertThat(refused)
          .contains("198.51.100.7", what, toDo)
          .contains(language.equals("ja") ? "BMPとして読めないデータ" : "cannot be read as BMP");
      assertThat(page).doesNotContain("id=\"feed-198.51.100.7\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // up, seconds since, routes, other view's routes, other view, told
    "true, 61, 0, 0, adj-rib-in-post, true",
    "true, 30, 0, 0, adj-rib-in-post, false",
    "true, 61, 1, 0, adj-rib-in-post, false",
    "true, 61, 0, 1, adj-rib-in-post, false",
    "true, 61, 0, 0, loc-rib, false",
    "false, 61, 0, 0, adj-rib-in-post, false"
  })
  void aPeerThatIsUpForMoreThanAMinuteWithoutARouteIsTold(
      boolean up, long seconds, long routes, long others, String view, boolean told) {
    Instant since = Instant.now().minus(Duration.ofSeconds(seconds));
    var peers =
        List.of(
            peer(up, "adj-rib-in-pre", routes, up ? since : null),
            peer(up, view, others, up ? since : null));
    feeds.show(List.of(feed(FeedState.Status.UP, Instant.now(), peers)));
    for (String language : List.of("ja", "en")) {
      try (Reader reader = staffed.reader(Role.VIEWER, language)) {
        String hint =
            language.equals("ja")
                ? "1分以上つながっていますが、経路が届いていません"
                : "Up for more than a minute, and no route has come";
        assertThat(reader.get("/feeds").body().contains(hint)).as(language).isEqualTo(told);
      }
    }
  }

  @Test
  void aPeerOfBeforeTheServersStartIsAsOldAsItsFeed() {
    var peers = new ArrayList<FeedState.Peer>();
    peers.add(peer(true, "adj-rib-in-pre", 0, null));
    feeds.show(List.of(feed(FeedState.Status.UP, Instant.now().minusSeconds(61), peers)));
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(reader.get("/feeds").body()).contains("no route has come");
    }
  }

  private static boolean known() {
    boolean lasting =
        feeds.blindIntervals(1_000).stream()
            .filter(each -> each.feed().equals(TOKYO))
            .map(BlindInterval::until)
            .anyMatch(until -> until == null);
    boolean listed = feeds.all().stream().anyMatch(each -> each.id().equals(TOKYO));
    assertThat(lasting).as("a feed that is lost is blind, and no other").isEqualTo(listed);
    return listed;
  }

  private static Map<String, String> fields(String feed, String why) {
    return Map.of("feed", feed, "why", why, "sure", "on");
  }

  private static FeedState feed(FeedState.Status status, Instant at, List<FeedState.Peer> peers) {
    return new FeedState(TOKYO, "tokyo-1", status, at, at, 1, 100, 0, peers, new TreeMap<>());
  }

  private static FeedState.Peer peer(
      boolean up, String view, long routes, @Nullable Instant upSince) {
    return new FeedState.Peer(
        "192.0.2.77", 701, view, up, routes, 0, FeedState.Judging.LEARNING, upSince, null);
  }
}

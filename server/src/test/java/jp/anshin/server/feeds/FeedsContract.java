package jp.anshin.server.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the feeds promise about routers that were taken out of service, on whichever database. */
abstract class FeedsContract {

  private static final Instant HEARD = Instant.parse("2026-11-24T02:00:00Z");
  private static final Instant LOST = Instant.parse("2026-11-24T02:30:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00.123456Z");
  private static final String TOKYO = "192.0.2.1";

  private OpenDatabase database;
  private Audit audit;
  private Feeds feeds;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    audit = AuditOf.jdbc(database.jdbc(), Clock.systemUTC());
    feeds = startedAgain();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRetiredRouterIsNoFeedAndNotBlindAnyMoreAndTheAuditSaysWhoAndWhy() {
    heard(TOKYO, "tokyo-1");
    heard("192.0.2.2", "osaka-1");
    feeds.blind(TOKYO, LOST, "session-lost", "reset by peer");
    feeds.blind("192.0.2.2", LOST, "session-lost", "");

    feeds.retire("sato", TOKYO, "撤去した");

    assertThat(feeds.all()).extracting(FeedState::id).containsExactly("192.0.2.2");
    assertThat(interval(TOKYO))
        .satisfies(ended -> {
          assertThat(ended.until()).isEqualTo(NOW);
          assertThat(ended.reason()).isEqualTo("session-lost");
          assertThat(ended.cause()).isEqualTo("reset by peer");
          assertThat(ended.retirement()).isEqualTo("sato\n撤去した");
        });
    assertThat(interval("192.0.2.2").until()).isNull();
    assertThat(interval("192.0.2.2").retirement()).isEmpty();
    assertThat(audit.before(Long.MAX_VALUE))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.who()).isEqualTo("sato");
          assertThat(entry.action()).isEqualTo("retire-feed");
          assertThat(entry.target()).isEqualTo(TOKYO);
          assertThat(entry.why()).isEqualTo("撤去した");
        });
    assertThat(startedAgain().all()).extracting(FeedState::id).containsExactly("192.0.2.2");
  }

  @Test
  void anIntervalThatHadEndedKeepsItsEndAndSaysNothingOfTheRetirement() {
    heard(TOKYO, "tokyo-1");
    feeds.blind(TOKYO, HEARD, "session-lost", "earlier");
    feeds.sighted(TOKYO, LOST);

    feeds.retire("sato", TOKYO, "removed");

    assertThat(interval(TOKYO).until()).isEqualTo(LOST);
    assertThat(interval(TOKYO).detail()).isEqualTo("earlier");
  }

  @Test
  void whatTheJournalTellsAgainDoesNotMakeARetiredRouterBlindAgain() {
    heard(TOKYO, "tokyo-1");
    feeds.blind(TOKYO, LOST, "session-lost", "");
    feeds.retire("sato", TOKYO, "removed");

    heard(TOKYO, "tokyo-1");
    feeds.blind(TOKYO, LOST, "session-lost", "");

    assertThat(feeds.blindIntervals(10))
        .singleElement()
        .satisfies(only -> {
          assertThat(only.until()).isEqualTo(NOW);
          assertThat(only.retirement()).isEqualTo("sato\nremoved");
        });
    assertThat(feeds.all()).isEmpty();
    assertThat(feeds.isInService(TOKYO)).isFalse();
  }

  @Test
  void aRetiredRouterThatIsHeardAgainIsAFeedAgainAndStaysOneWhenItIsLost() {
    heard(TOKYO, "tokyo-1");
    feeds.retire("sato", TOKYO, "removed");

    feeds.show(List.of(state(TOKYO, "tokyo-1", FeedState.Status.UP, NOW.plusSeconds(60))));
    assertThat(feeds.all()).extracting(FeedState::id).containsExactly(TOKYO);

    FeedState lost = state(TOKYO, "tokyo-1", FeedState.Status.DOWN, NOW.plusSeconds(60));
    feeds.show(List.of(lost));
    feeds.remember(lost);
    feeds.blind(TOKYO, NOW.plusSeconds(90), "session-lost", "");
    assertThat(feeds.isInService(TOKYO)).isTrue();
    assertThat(startedAgain().all()).extracting(FeedState::id).containsExactly(TOKYO);
    assertThat(interval(TOKYO).until()).isNull();
  }

  @Test
  void aRouterIsRetiredThoughOnlyTheStationKnowsItYet() {
    feeds.show(List.of(state(TOKYO, "tokyo-1", FeedState.Status.DOWN, HEARD)));

    feeds.retire("sato", TOKYO, "removed");

    assertThat(feeds.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "192.0.2.99", "' or 1=1 --", "\u202e192.0.2.1"})
  void aFeedThatIsNoneIsToldInBothLanguagesAndNothingIsAudited(String id) {
    heard(TOKYO, "tokyo-1");

    assertThatThrownBy(() -> feeds.retire("sato", id, "removed"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("feed.unknown");
              assertThat(refusal.sentence(Locale.JAPANESE)).contains("フィードの一覧を見てください");
              assertThat(refusal.sentence(Locale.ENGLISH)).contains("See the list of feeds");
              assertThat(refusal.sentence(Locale.JAPANESE)).doesNotContain("\u202e");
            });
    assertThat(audit.before(Long.MAX_VALUE)).isEmpty();
    assertThat(feeds.all()).hasSize(1);
  }

  @Test
  void aRouterWhoseSessionStandsIsNotRetired() {
    heard(TOKYO, "tokyo-1");
    feeds.show(List.of(state(TOKYO, "tokyo-1", FeedState.Status.UP, HEARD)));

    assertThatThrownBy(() -> feeds.retire("sato", TOKYO, "removed"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("feed.connected"));
    assertThat(audit.before(Long.MAX_VALUE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nul \u0000", "half \ud83d"})
  void aReasonThatNoDatabaseKeepsIsRefusedAndTheRouterStays(String why) {
    heard(TOKYO, "tokyo-1");

    assertThatThrownBy(() -> feeds.retire("sato", TOKYO, why))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("input.not-storable"));
    assertThat(feeds.all()).hasSize(1);
  }

  @Test
  void theReasonOfAPersonIsKeptWholeBesideADetailThatFillsItsRoom() {
    heard(TOKYO, "tokyo-1");
    feeds.blind(TOKYO, LOST, "session-lost", "d".repeat(5_000));

    feeds.retire("sato", TOKYO, "理".repeat(400));

    assertThat(interval(TOKYO).retirement()).isEqualTo("sato\n" + "理".repeat(400));
    assertThat(interval(TOKYO).cause()).matches("d{500,}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "x😀", "長"})
  void aNameOfNothingButWideCharactersIsKeptWithItsAddressBeforeIt(String part) {
    String name = NetworkName.kept(part + "😀".repeat(2_000));
    String id = "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff/" + name;
    heard(id, name);
    feeds.blind(id, LOST, "session-lost", "");

    assertThat(startedAgain().all())
        .singleElement()
        .satisfies(feed -> {
          assertThat(feed.id()).isEqualTo(id);
          assertThat(feed.name()).isEqualTo(name);
        });
    feeds.retire("sato", id, "removed");
    assertThat(startedAgain().all()).isEmpty();
    assertThat(interval(id).until()).isEqualTo(NOW);
  }

  private Feeds startedAgain() {
    var store = new FeedStore(database.jdbc(), database.transaction(), audit);
    return new Feeds(store, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void heard(String id, String name) {
    feeds.remember(state(id, name, FeedState.Status.DOWN, HEARD));
  }

  private BlindInterval interval(String feed) {
    return startedAgain().blindIntervals(10).stream()
        .filter(each -> each.feed().equals(feed))
        .findFirst()
        .orElseThrow();
  }

  private static FeedState state(String id, String name, FeedState.Status status, Instant last) {
    return new FeedState(id, name, status, HEARD, last, 1, 100, 0, List.of(), new TreeMap<>());
  }
}

package jp.anshin.route.guard;

import static jp.anshin.route.guard.Talk.BLOCK;
import static jp.anshin.route.guard.Talk.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.anshin.core.Detection;
import jp.anshin.route.guard.PathRule.Place;
import jp.anshin.route.guard.WatchedPrefix.Holder;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.watch.RouteEvent.Kind;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of others, rules of paths, and route servers, named and not. */
class StatedWishesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String OURS = "198.48.0.0/16";
  private static final String THEIRS = "198.48.5.0/24";
  private static final int HOLDER = 64_511;
  private static final int SERVER = 199_000;

  private static Talk watching(boolean calls) {
    var theirs =
        new WatchedPrefix(
            Talk.v4("198.48.5.0", 24, HOLDER).block(),
            Set.of(HOLDER),
            new Holder("例示大学", "Example University", calls));
    return new Talk(
            StatedRelations.NONE, new Watched(List.of(BLOCK, theirs), List.of(), Set.of(OWN)))
        .announce(100, OURS, 100, OWN)
        .announce(101, OURS, 101, OWN)
        .announce(100, THEIRS, 100, OWN, HOLDER)
        .announce(101, THEIRS, 101, OWN, HOLDER)
        .announce(102, THEIRS, 102, OWN, HOLDER)
        .begin();
  }

  private static Detection only(Talk talk) {
    assertThat(talk.latest()).hasSize(1);
    return talk.latest().getFirst();
  }

  // Blocks of others

  @ParameterizedTest
  @CsvSource({"198.48.5.0/24, true", "198.48.5.128/25, true", "198.48.5.0/24, false"})
  void aBlockOfAnotherOrAPartOfItThatAStrangerTakesCallsWhereItShallAndEnds(
      String taken, boolean calls) {
    var talk = watching(calls).restart().pass(MINUTE).announce(100, taken, 100, 666);
    Detection hijack = only(talk);
    assertThat(hijack.kinds()).containsExactly("others-hijack");
    assertThat(hijack.subject().key()).isEqualTo(THEIRS + ">666");
    assertThat(hijack.fact("holder")).containsExactly("例示大学", "Example University");
    assertThat(hijack.fact("call")).isEqualTo(calls ? List.of() : List.of("no"));
    assertThat(RouteGuard.isIncident(hijack)).isEqualTo(calls);

    talk.withdraw(100, taken).restart().pass(MINUTE.plusSeconds(1));
    assertThat(only(talk).hasEnded()).isTrue();
    assertThat(RouteGuard.isIncident(only(talk))).isEqualTo(calls);
  }

  @Test
  void ourselvesMayNotTakeTheBlockOfAnotherThatLiesInOurs() {
    var talk = watching(true).pass(MINUTE).announce(100, THEIRS, 100, OWN);
    assertThat(only(talk).fact("suspects")).containsExactly(Integer.toString(OWN));
  }

  @Test
  void aPartOfTheirBlockBehindAStrangerIsForged() {
    var talk = watching(true).announce(100, "198.48.5.128/25", 100, 666, HOLDER);
    assertThat(only(talk).kinds()).containsExactly("forged-origin", "others-hijack");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsLostOfOthersIsToldApartFromOursAndCallsWhereItShall(boolean calls) {
    var talk = watching(calls).withdraw(100, THEIRS).withdraw(101, THEIRS).restart().pass(MINUTE);
    talk.pass(Duration.ofSeconds(2));
    Detection lost = only(talk);
    assertThat(lost.kinds()).containsExactly("others-visibility-lost");
    assertThat(lost.fact("prefixSample")).containsExactly(THEIRS);
    assertThat(lost.fact("holder")).containsExactly("例示大学", "Example University");
    assertThat(RouteGuard.isIncident(lost)).isEqualTo(calls);

    talk.withdraw(100, OURS).withdraw(101, OURS).pass(Duration.ofSeconds(62));
    assertThat(talk.latest()).hasSize(2);
    assertThat(talk.latest().getLast().kinds()).containsExactly("visibility-lost");
    assertThat(talk.latest().getLast().fact("holder")).isEmpty();

    talk.announce(100, THEIRS, 100, OWN, HOLDER).announce(101, THEIRS, 101, OWN, HOLDER);
    talk.pass(Duration.ofSeconds(62));
    assertThat(talk.latest().getFirst().hasEnded()).isTrue();
    assertThat(talk.latest().getLast().hasEnded()).isFalse();
  }

  @Test
  void aCaseKeepsCallingWhoWasCalledThoughTheBlockIsOnlyShownByThen() {
    var called = new WatchedPrefix(BLOCK.block(), Set.of(1), new Holder("い", "a", true));
    var shown = new WatchedPrefix(BLOCK.block(), Set.of(1), new Holder("い", "a", false));
    var talk = new Talk(called).announce(100, OURS, 100, 1).begin();
    talk.announce(100, OURS, 100, 666).restart(Watched.prefixes(List.of(shown)));
    talk.announce(100, OURS, 100, 1).pass(MINUTE.plusSeconds(1));
    assertThat(only(talk).hasEnded()).isTrue();
    assertThat(RouteGuard.isIncident(only(talk))).isTrue();
  }

  // Rules of paths

  private static Talk ruled(int as, boolean never, Place place) {
    var rule = new PathRule("rule-1", List.of(BLOCK.block()), as, never, place);
    return new Talk(StatedRelations.NONE, new Watched(List.of(), List.of(rule), Set.of(OWN)));
  }

  @ParameterizedTest
  @CsvSource({
    "666, true, ANYWHERE, 100 666 300, true",
    "666, true, ANYWHERE, 100 300, false",
    "666, true, FIRST, 666 300, true",
    "666, true, FIRST, 100 666, false",
    "666, true, LAST, 100 666, true",
    "666, true, LAST, 666 300, false",
    "300, false, LAST, 100 300 300, false",
    "300, false, LAST, 300 100, true",
    "100, false, FIRST, 100 300, false",
    "100, false, FIRST, 300 100, true",
    "200, false, ANYWHERE, 100 200 300, false",
    "200, false, ANYWHERE, 100 300, true"
  })
  void aRuleIsBrokenByWhoIsThereOrIsMissing(
      int as, boolean never, Place place, String path, boolean broken) {
    int[] numbers = Arrays.stream(path.split(" ")).mapToInt(Integer::parseInt).toArray();
    var talk = ruled(as, never, place).begin().announce(100, "198.48.7.0/24", Talk.path(numbers));
    assertThat(talk.pass(MINUTE.plusSeconds(1)).latest()).hasSize(broken ? 1 : 0);
    talk = ruled(as, never, place).begin().announce(100, "198.49.7.0/24", Talk.path(numbers));
    assertThat(talk.pass(MINUTE.plusSeconds(1)).latest()).as("of another block").isEmpty();
  }

  @Test
  void aBrokenRuleIsAFindingThatNamesItAndEndsAMinuteAfterTheLastRoute() {
    var talk = ruled(666, true, Place.ANYWHERE).announce(100, OURS, 100, 666, 300).begin();
    talk.pass(MINUTE.plusSeconds(1)).restart();
    Detection broken = only(talk);
    assertThat(broken.kinds()).containsExactly("path-rule");
    assertThat(broken.subject().kind()).isEqualTo("route-path-rule");
    assertThat(broken.subject().key()).isEqualTo("rule-1");
    assertThat(broken.fact("pathRule")).containsExactly("never", "anywhere", "666");
    assertThat(broken.fact("suspects")).containsExactly("666");
    assertThat(broken.fact("pathSample")).containsExactly("100 666 300");
    assertThat(RouteGuard.isIncident(broken)).isFalse();

    talk.announce(100, OURS, 100, 300).pass(MINUTE.plusSeconds(1));
    assertThat(only(talk).hasEnded()).isTrue();
  }

  @Test
  void aRouteOfOurOwnBreaksNoRule() {
    var talk = ruled(666, false, Place.FIRST).begin().announce(100, OURS, new AsPath());
    assertThat(talk.pass(MINUTE.plusSeconds(1)).said).isEmpty();
  }

  @Test
  void anAsThatMustBeThereMayBeInASet() {
    var set = RouteGuardTest.set(100, 200, 300);
    for (Place place : List.of(Place.LAST, Place.ANYWHERE)) {
      var talk = ruled(300, false, place).begin().announce(100, OURS, set);
      assertThat(talk.pass(MINUTE.plusSeconds(1)).said).isEmpty();
    }
    var talk = ruled(300, true, Place.LAST).begin().announce(100, OURS, set);
    assertThat(talk.pass(MINUTE.plusSeconds(1)).latest()).hasSize(1);
  }

  // Route servers

  private static Talk exchange(boolean named) {
    var stated = new StatedRelations.Builder();
    return new Talk(
        named ? stated.routeServer(SERVER).build() : stated.build(),
        new Watched(List.of(BLOCK), List.of(), Set.of(OWN)));
  }

  private static Talk fill(Talk talk, int peer, int members) {
    for (int i = 0; i < RouteServerWatch.ROUTES_MIN; i++) {
      talk.announce(peer, "20." + i + ".0.0/16", 300 + i % members, 1_000 + i);
    }
    return talk;
  }

  @Test
  void whatTheServerSendsIsOfTheMemberThatIsFirst() {
    var talk = exchange(true).announce(SERVER, OURS, 100, OWN).begin();
    talk.announce(SERVER, "10.0.0.0/8", 300, 301).pass(Duration.ofMinutes(2));
    assertThat(only(talk).subject().key()).isEqualTo("300");

    talk = exchange(true).announce(SERVER, OURS, 100, OWN).begin();
    talk.announce(SERVER, "198.48.9.0/24", 300, OWN).pass(MINUTE);
    assertThat(talk.said).as("the member itself, as of any peer").isEmpty();
    talk.announce(SERVER, "198.48.10.0/24", 300, 666, OWN);
    assertThat(only(talk).kinds()).containsExactly("forged-origin", "hijack");
  }

  @ParameterizedTest
  @CsvSource({"3, false, 1", "2, false, 0", "3, true, 0"})
  void aNeighbourWhoseAsIsNeverFirstAndSeveralOthersAreIsLikeAServerUnlessNamed(
      int members, boolean named, int stated) {
    var talk = fill(exchange(named), SERVER, members).begin().pass(Duration.ofSeconds(59));
    assertThat(talk.said).isEmpty();
    assertThat(talk.restart().pass(Duration.ofSeconds(2)).latest()).hasSize(stated);
  }

  @Test
  void aServerThatNobodyNamedIsAFindingUntilItsOwnAsIsFirst() {
    var talk = fill(exchange(false), SERVER, 5).begin().pass(MINUTE.plusSeconds(1));
    Detection unnamed = only(talk);
    assertThat(unnamed.kinds()).containsExactly("unnamed-route-server");
    assertThat(unnamed.subject().key()).isEqualTo("199000");
    assertThat(unnamed.fact("firstAses")).containsExactly("300", "301", "302", "303", "304");
    assertThat(unnamed.count("firstAsCount")).isEqualTo(5);
    assertThat(RouteGuard.isIncident(unnamed)).isFalse();
    talk.restart().announce(SERVER, "21.0.0.0/16", SERVER, 300);
    var over = talk.now();
    assertThat(only(talk.pass(Duration.ofSeconds(1))).endedAt()).isEqualTo(over);
  }

  @Test
  void namingTheServerEndsTheFinding() {
    var talk = fill(exchange(false), SERVER, 5).begin().pass(MINUTE.plusSeconds(1));
    talk.restart(new StatedRelations.Builder().routeServer(SERVER).build());
    assertThat(only(talk.pass(Duration.ofSeconds(1))).hasEnded()).isTrue();
  }

  @Test
  void whoeverSendsItsOwnAsFirstAtAllIsNoServerUntilANewSession() {
    var talk = exchange(false).announce(SERVER, "21.0.0.0/16", SERVER);
    fill(talk, SERVER, 5).begin().pass(Duration.ofMinutes(2));
    assertThat(talk.said).isEmpty();
    talk.session(SERVER, Kind.PEER_DOWN).session(SERVER, Kind.PEER_UP);
    assertThat(fill(talk, SERVER, 5).pass(Duration.ofMinutes(2)).latest()).hasSize(1);
  }

  @Test
  void sessionsWithinOurNetworkAndWithoutOurAsesKnownAreNotJudged() {
    assertThat(fill(exchange(false), OWN, 5).begin().pass(Duration.ofMinutes(2)).said).isEmpty();
    var unknown = new Talk(BLOCK);
    assertThat(fill(unknown, SERVER, 5).begin().pass(Duration.ofMinutes(2)).said).isEmpty();
  }
}

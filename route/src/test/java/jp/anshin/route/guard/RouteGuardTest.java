package jp.anshin.route.guard;

import static jp.anshin.route.guard.Talk.BLOCK;
import static jp.anshin.route.guard.Talk.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.watch.RouteEvent.Kind;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteGuardTest {

  private static final String OURS = "198.48.0.0/16";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Two peers that have our block and another. */
  private static Talk quiet(WatchedPrefix... watched) {
    return new Talk(watched)
        .announce(100, OURS, 100, 200, OWN)
        .announce(101, OURS, 101, OWN)
        .announce(100, "203.1.0.0/16", 100, 300)
        .announce(101, "203.1.0.0/16", 101, 300)
        .begin();
  }

  @Test
  void whoeverTakesAWatchedPrefixIsStatedAtOnceAndEndsAMinuteAfterTheLastRoute() {
    var talk = quiet(BLOCK).pass(MINUTE);
    var began = talk.now();
    talk.announce(100, OURS, 100, 666);
    assertThat(talk.said).hasSize(1);
    Detection first = talk.said.getFirst();
    assertThat(first.kinds()).containsExactly("hijack");
    assertThat(first.subject().key()).isEqualTo(OURS + ">666");
    assertThat(first.fact("suspects")).containsExactly("666");
    assertThat(first.fact("pathSample")).containsExactly("100 666");
    assertThat(first.startedAt().latest()).isEqualTo(began);
    assertThat(first.certainty()).isEqualTo(Certainty.LOW);

    talk.announce(101, OURS, 101, 300, 666).pass(Duration.ofSeconds(30));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().certainty()).isEqualTo(Certainty.HIGH);
    assertThat(talk.latest().getFirst().count("peerCount")).isEqualTo(2);

    talk.announce(100, OURS, 100, 200, OWN).withdraw(101, OURS);
    var over = talk.now();
    talk.announce(101, OURS, 101, OWN).pass(MINUTE.plusSeconds(1));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().endedAt()).isEqualTo(over);
  }

  @Test
  void aPartOfAWatchedPrefixThatAnotherOriginatesIsAHijackUnlessTheBaselineHasIt() {
    var talk =
        new Talk(BLOCK)
            .announce(100, OURS, 100, OWN)
            .announce(100, "198.48.7.0/24", 100, OWN, 777)
            .begin();
    talk.announce(100, "198.48.7.0/24", 100, 300, 777).pass(MINUTE);
    assertThat(talk.said).as("a customer's, as ever").isEmpty();

    talk.announce(100, "198.48.8.0/24", 100, 666).pass(MINUTE);
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().fact("prefixSample")).containsExactly("198.48.8.0/24");

    talk.announce(100, "198.48.7.0/24", 100, 666).pass(MINUTE);
    assertThat(talk.latest().getFirst().fact("prefixSample"))
        .containsExactlyInAnyOrder("198.48.7.0/24", "198.48.8.0/24");
  }

  @Test
  void theWatchedPrefixItselfIsStatedEvenWhenTheBaselineHasItFromAnother() {
    var talk = new Talk(BLOCK).announce(100, OURS, 100, 666).begin();
    assertThat(talk.said).isEmpty();
    talk.pass(Duration.ofSeconds(1));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().kinds()).containsExactly("hijack");
  }

  @Test
  void manyOriginsOfOnePrefixAreOneDetection() {
    var talk = quiet(BLOCK);
    for (int origin = 1_000; origin < 1_200; origin++) {
      talk.announce(100, "198.48.8.0/24", 100, origin).pass(Duration.ofSeconds(1));
    }
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().fact("suspects")).hasSize(20).startsWith("1000");
  }

  @Test
  void anAggregateWithOneWhoMayIsNoHijackAndOneWithout() {
    var talk = quiet(BLOCK);
    talk.announce(100, OURS, set(100, 555, OWN)).pass(MINUTE);
    assertThat(talk.said).isEmpty();
    talk.announce(100, OURS, set(100, 555, 556)).pass(MINUTE);
    assertThat(talk.latest()).hasSize(1);
  }

  @Test
  void aPathThatEndsWithOurAsBehindOneThatIsNoNeighbourIsAHijack() {
    var talk = quiet(BLOCK).restart().pass(MINUTE);
    talk.announce(100, "198.48.8.0/24", 100, 300, 666, OWN, OWN);
    assertThat(talk.latest()).hasSize(1);
    Detection forged = talk.latest().getFirst();
    assertThat(forged.kinds()).containsExactly("forged-origin", "hijack");
    assertThat(forged.fact("suspects")).containsExactly("666");
    assertThat(forged.subject().key()).isEqualTo(OURS + ">666");
    assertThat(RouteGuard.isIncident(forged)).isTrue();

    talk.announce(100, "198.48.8.0/24", 100, 200, OWN).pass(MINUTE.plusSeconds(1));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().hasEnded()).isTrue();
  }

  @Test
  void neighboursThatATableHadOrSomebodyStatedAreNoForgers() {
    var stated = new StatedRelations.Builder().provider(555, OWN).build();
    var talk =
        new Talk(stated, BLOCK)
            .announce(100, OURS, 100, 200, OWN)
            .announce(101, OURS, 101, OWN)
            .begin();
    talk.announce(100, OURS, 100, 101, OWN, OWN)
        .announce(101, "198.48.8.0/24", 101, 555, OWN)
        .announce(101, "198.48.9.0/24", set(101, 666, OWN))
        .announce(100, "198.48.10.0/24", OWN)
        .pass(MINUTE);
    assertThat(talk.said).isEmpty();
    talk.announce(100, "198.48.11.0/24", 100, 556, OWN);
    assertThat(talk.latest()).hasSize(1);
  }

  @Test
  void aKnownPrefixOfOursBehindAStrangerIsShownAfterAMinuteAndCallsNobody() {
    var talk = quiet(BLOCK).announce(101, "198.48.9.0/24", 101, 200, OWN).pass(MINUTE);
    talk.announce(100, OURS, 100, 666, OWN).announce(100, "198.48.9.0/24", 100, 666, OWN);
    assertThat(talk.said).isEmpty();
    talk.pass(MINUTE.plusSeconds(1));
    assertThat(talk.latest()).hasSize(1);
    Detection strange = talk.latest().getFirst();
    assertThat(strange.kinds()).containsExactly("strange-neighbour");
    assertThat(strange.fact("suspects")).containsExactly("666");
    assertThat(strange.count("affectedNowCount")).isEqualTo(2);
    assertThat(RouteGuard.isIncident(strange)).isFalse();
  }

  @Test
  void anOriginOfWhichNoNeighbourIsKnownIsNotJudgedByItsNeighbours() {
    var talk = quiet(Talk.v4("198.48.0.0", 16, OWN, 64_401)).pass(MINUTE);
    talk.announce(100, "198.48.8.0/24", 100, 300, 64_401).pass(MINUTE);
    assertThat(talk.said).isEmpty();
  }

  static AsPath set(int first, int... members) {
    byte[] bytes = new byte[2 + 4 + 2 + 4 * members.length];
    bytes[0] = AsPath.AS_SEQUENCE;
    bytes[1] = 1;
    put(bytes, 2, first);
    bytes[6] = AsPath.AS_SET;
    bytes[7] = (byte) members.length;
    for (int i = 0; i < members.length; i++) {
      put(bytes, 8 + 4 * i, members[i]);
    }
    var path = new AsPath();
    assertThat(path.read(bytes, 0, bytes.length, 4)).isTrue();
    return path;
  }

  private static void put(byte[] bytes, int offset, int number) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (number >>> (24 - 8 * i));
    }
  }

  @Test
  void aHijackGoesOnWhileTheSessionThatShowedItIsLostAndEndsWhenTheTableComesWithoutIt() {
    var talk = quiet(BLOCK).announce(100, OURS, 100, 666);
    talk.session(100, Kind.PEER_DOWN).pass(Duration.ofMinutes(5));
    assertThat(talk.latest().getFirst().endedAt()).isNull();
    talk.session(100, Kind.PEER_UP)
        .announce(100, OURS, 100, 200, OWN)
        .session(100, Kind.END_OF_RIB)
        .pass(Duration.ofMinutes(4));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().endedAt()).isNotNull();
  }

  @Test
  void aTableThatIsTakenOutOfTheWatchLeavesNothingOpen() {
    var talk = quiet(BLOCK).announce(100, OURS, 100, 666);
    talk.session(100, Kind.UNSEEN).session(100, Kind.END_OF_RIB).pass(Duration.ofMinutes(2));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().endedAt()).isNotNull();
  }

  @Test
  void theSameHijackAgainWithinHalfAnHourIsTheSameDetection() {
    var talk = quiet(BLOCK).announce(100, OURS, 100, 666);
    talk.announce(100, OURS, 100, OWN).pass(Duration.ofMinutes(10));
    assertThat(talk.latest().getFirst().hasEnded()).isTrue();
    talk.announce(100, OURS, 100, 666).pass(MINUTE);
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().hasEnded()).isFalse();
    talk.announce(100, OURS, 100, OWN).pass(Duration.ofMinutes(40));
    talk.announce(100, OURS, 100, 666);
    assertThat(talk.latest()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.0.0/16", "192.168.0.0/24", "100.64.0.0/10", "127.0.0.0/8", "224.0.0.0/4",
        "240.0.0.0/8", "203.0.113.0/24", "198.18.0.0/15", "0.0.0.0/8", "172.31.0.0/16"
      })
  void aBogonIsStatedWhenItHasStoodForAMinute(String bogon) {
    var talk = quiet(BLOCK).announce(100, bogon, 100, 300).pass(Duration.ofSeconds(59));
    assertThat(talk.said).isEmpty();
    talk.pass(Duration.ofSeconds(2));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().kinds()).containsExactly("bogon-prefix");
    assertThat(talk.latest().getFirst().subject().key()).isEqualTo("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "172.32.0.0/16", "100.128.0.0/16", "11.0.0.0/8"})
  void whatIsNoBogonIsNotStated(String prefix) {
    assertThat(quiet(BLOCK).announce(100, prefix, 100, 300).pass(MINUTE.plusMinutes(1)).said)
        .isEmpty();
  }

  @Test
  void aBogonThatIsGoneWithinTheMinuteWasNone() {
    var talk = quiet(BLOCK).announce(100, "10.0.0.0/8", 100, 300).pass(Duration.ofSeconds(30));
    talk.withdraw(100, "10.0.0.0/8").pass(Duration.ofMinutes(5));
    talk.announce(100, "10.0.0.0/8", 100, 300).pass(Duration.ofSeconds(40));
    assertThat(talk.said).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"9,0", "10,1"})
  void privateNumbersOnPathsAreStatedFromTenPrefixesOn(int prefixes, int stated) {
    var talk = quiet(BLOCK);
    for (int i = 0; i < prefixes; i++) {
      talk.announce(100, "20." + i + ".0.0/16", 100, 65_000, 300);
    }
    talk.pass(Duration.ofMinutes(2));
    assertThat(talk.latest()).hasSize(stated);
  }

  @Test
  void aPeerWithAPrivateNumberOfItsOwnIsNoBogon() {
    var talk = quiet(BLOCK).announce(65_001, "203.1.0.0/16", 65_001, 300).begin();
    for (int i = 0; i < 50; i++) {
      talk.announce(65_001, "20." + i + ".0.0/16", 65_001, 300);
    }
    assertThat(talk.pass(Duration.ofMinutes(2)).said).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100,0", "101,1"})
  void aPathOfMoreThanAHundredHopsIsStated(int hops, int stated) {
    int[] path = new int[hops];
    Arrays.fill(path, 300);
    path[0] = 100;
    var talk = quiet(BLOCK).announce(100, "20.1.0.0/16", path).pass(Duration.ofMinutes(2));
    assertThat(talk.latest()).hasSize(stated);
  }

  @Test
  void aWatchedPrefixThatMostPeersLostIsStatedAfterAMinuteAndEndsWhenItIsBack() {
    var talk = quiet(BLOCK).announce(102, OURS, 102, OWN).begin();
    var began = talk.now();
    talk.withdraw(100, OURS).withdraw(101, OURS).pass(Duration.ofSeconds(59));
    assertThat(talk.said).isEmpty();
    talk.pass(Duration.ofSeconds(2));
    assertThat(talk.latest()).hasSize(1);
    Detection lost = talk.latest().getFirst();
    assertThat(lost.kinds()).containsExactly("visibility-lost");
    assertThat(lost.startedAt().latest()).isEqualTo(began);
    assertThat(lost.count("routeCount")).isEqualTo(1);
    assertThat(lost.count("peerCount")).isEqualTo(2);
    assertThat(lost.fact("prefixSample")).containsExactly(OURS);
    talk.announce(100, OURS, 100, OWN).announce(101, OURS, 101, OWN).pass(Duration.ofMinutes(2));
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().hasEnded()).isTrue();
  }

  @Test
  void aBlockThatIsLostAgainWithinHalfAnHourIsTheSameDetectionAndAnotherBlockIsNot() {
    String other = "198.49.0.0/16";
    var talk =
        quiet(BLOCK, Talk.v4("198.49.0.0", 16, OWN))
            .announce(100, other, 100, OWN)
            .announce(101, other, 101, OWN)
            .begin();
    for (int i = 0; i < 3; i++) {
      talk.withdraw(100, OURS).withdraw(101, OURS).pass(MINUTE.plusSeconds(5)).restart();
      talk.announce(100, OURS, 100, OWN).announce(101, OURS, 101, OWN);
      talk.pass(MINUTE.plusSeconds(5)).restart();
      assertThat(talk.latest()).hasSize(1);
      assertThat(talk.latest().getFirst().hasEnded()).isTrue();
      assertThat(talk.latest().getFirst().revision()).isEqualTo(2 * (i + 1));
    }
    talk.withdraw(100, other).withdraw(101, other).pass(MINUTE.plusSeconds(5));
    assertThat(talk.latest()).hasSize(2);
    assertThat(talk.latest().getLast().fact("prefixSample")).containsExactly(other);
    talk.announce(100, other, 100, OWN).announce(101, other, 101, OWN);
    talk.pass(Duration.ofMinutes(40)).withdraw(100, other).withdraw(101, other);
    assertThat(talk.pass(MINUTE.plusSeconds(5)).latest()).hasSize(3);
  }

  @Test
  void halfOfThePeersAreNotMost() {
    var talk = quiet(BLOCK).withdraw(100, OURS).pass(Duration.ofMinutes(5));
    assertThat(talk.said).isEmpty();
  }

  @Test
  void lostSessionsSayNothingOfWhetherAPrefixIsSeen() {
    var talk = quiet(BLOCK);
    talk.session(100, Kind.PEER_DOWN).session(101, Kind.UNSEEN).pass(Duration.ofMinutes(20));
    assertThat(talk.said).isEmpty();
    talk.session(100, Kind.PEER_UP).announce(100, "203.1.0.0/16", 100, 300);
    talk.session(100, Kind.END_OF_RIB).pass(Duration.ofMinutes(4));
    assertThat(talk.latest()).as("its new table is whole and has it not").hasSize(1);
  }

  @Test
  void severalPrefixesThatAreLostAtOnceAreOneDetection() {
    var other = Talk.v4("198.49.0.0", 16, OWN);
    var talk = quiet(BLOCK, other).announce(100, "198.49.0.0/16", 100, OWN).begin();
    talk.withdraw(100, OURS).withdraw(101, OURS).withdraw(100, "198.49.0.0/16").pass(MINUTE);
    talk.pass(MINUTE);
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().count("routeCount")).isEqualTo(2);
  }

  @Test
  void aSessionLostThriceInTenMinutesIsAFlapUntilItHasStoodForTenMinutes() {
    var talk = quiet(BLOCK);
    for (int i = 0; i < 2; i++) {
      talk.session(100, Kind.PEER_DOWN).pass(MINUTE).session(100, Kind.PEER_UP).pass(MINUTE);
    }
    assertThat(talk.said).isEmpty();
    talk.session(100, Kind.PEER_DOWN);
    assertThat(talk.latest()).hasSize(1);
    assertThat(talk.latest().getFirst().kinds()).containsExactly("peer-flap");
    assertThat(talk.latest().getFirst().count("sessionLostCount")).isEqualTo(3);
    talk.pass(MINUTE).session(100, Kind.PEER_UP).pass(Duration.ofMinutes(9));
    assertThat(talk.latest().getFirst().hasEnded()).isTrue();
    assertThat(talk.latest()).hasSize(1);
  }

  @Test
  void sessionsThatWeLostSightOfHaveNotFlapped() {
    var talk = quiet(BLOCK);
    for (int i = 0; i < 5; i++) {
      talk.session(100, Kind.UNSEEN).pass(MINUTE).session(100, Kind.PEER_UP);
    }
    assertThat(talk.said).isEmpty();
  }

  @Test
  void aRestartAtAnyPlaceChangesNothingThatIsSaid() {
    var whole = story(quiet(BLOCK), -1);
    assertThat(whole.said).hasSizeGreaterThan(6);
    for (int place = 0; place < 12; place++) {
      assertThat(story(quiet(BLOCK), place).said).as("at %d", place).isEqualTo(whole.said);
    }
  }

  private static Talk story(Talk talk, int restartAt) {
    Runnable[] acts = {
      () -> talk.announce(100, OURS, 100, 666),
      () -> talk.announce(101, "198.48.9.0/24", 101, 667),
      () -> talk.announce(100, "10.0.0.0/8", 100, 300),
      () -> talk.session(101, Kind.PEER_DOWN),
      () -> talk.session(101, Kind.PEER_UP),
      () -> talk.session(101, Kind.PEER_DOWN),
      () -> talk.session(101, Kind.PEER_UP),
      () -> talk.session(101, Kind.PEER_DOWN),
      () -> talk.announce(100, OURS, 100, OWN),
      () -> talk.withdraw(100, OURS),
      () -> talk.withdraw(100, "10.0.0.0/8"),
      () -> talk.announce(100, OURS, 100, OWN),
    };
    for (int i = 0; i < acts.length; i++) {
      acts[i].run();
      if (i == restartAt) {
        talk.restart();
      }
      talk.pass(Duration.ofSeconds(70));
    }
    return talk.pass(Duration.ofMinutes(30));
  }
}

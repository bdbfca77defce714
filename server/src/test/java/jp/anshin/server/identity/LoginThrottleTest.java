package jp.anshin.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import jp.anshin.server.identity.LoginThrottle.Guess;
import jp.anshin.server.identity.LoginThrottle.Guesser;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private static final Guesser OFFICE = Guesser.of("sato", "192.0.2.1");

  private Instant now = Instant.parse("2026-11-28T18:00:00Z");
  private final LoginThrottle throttle =
      new LoginThrottle(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  /** Whether a guess was let begin; it is a wrong one. */
  private boolean wrong(Guesser guesser) {
    boolean begins = throttle.begin(guesser).isZero();
    if (begins) {
      throttle.end(guesser, Guess.WRONG);
    }
    return begins;
  }

  private void right(Guesser guesser) {
    assertThat(throttle.begin(guesser)).isZero();
    throttle.end(guesser, Guess.RIGHT);
  }

  /** From many places at once. */
  private void attack() {
    for (int place = 0; place < LoginThrottle.ATTACK; place++) {
      assertThat(wrong(Guesser.of("sato", "203.0.113." + place))).isTrue();
    }
  }

  private int wrongOnes(Guesser guesser) {
    int count = 0;
    while (wrong(guesser)) {
      count++;
    }
    return count;
  }

  @Test
  void oneSourceHasFiveGuessesInFiveMinutes() {
    assertThat(wrongOnes(OFFICE)).isEqualTo(5);
    assertThat(throttle.begin(OFFICE)).isEqualTo(Duration.ofMinutes(5));
    now = now.plusSeconds(299);
    assertThat(throttle.begin(OFFICE)).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(wrongOnes(OFFICE)).isEqualTo(5);
  }

  @Test
  void whoeverHasNotFailedIsLetTryHoweverManyOthersGuess() {
    attack();
    right(OFFICE);
    assertThat(wrong(Guesser.of("tanaka", "203.0.113.1"))).isTrue();
  }

  @Test
  void whileManyGuessASourceThatNeverOpenedTheAccountHasTwoGuessesInHalfAnHour() {
    right(OFFICE);
    attack();
    assertThat(wrongOnes(OFFICE)).as("opened from here lately").isEqualTo(5);
    assertThat(throttle.begin(OFFICE)).isEqualTo(Duration.ofMinutes(5));

    Guesser hotel = Guesser.of("sato", "198.51.100.7");
    assertThat(wrongOnes(hotel)).isEqualTo(2);
    assertThat(throttle.begin(hotel)).isEqualTo(Duration.ofMinutes(30));
    // The attack goes on, and no good log-in from elsewhere makes an end of it.
    now = now.plus(Duration.ofMinutes(29));
    right(OFFICE);
    wrong(Guesser.of("sato", "203.0.113.200"));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(wrongOnes(hotel)).isEqualTo(2);
  }

  @Test
  void anIpv6LineIsOneSourceWhateverAddressItTakes() {
    assertThat(Guesser.of("sato", "2001:db8:1:1f0::1"))
        .isEqualTo(Guesser.of("sato", "2001:db8:1:1ff:2::9"))
        .isNotEqualTo(Guesser.of("sato", "2001:db8:1:200::1"));
    assertThat(Guesser.of("sato", "nonsense").source()).isEmpty();
  }
}

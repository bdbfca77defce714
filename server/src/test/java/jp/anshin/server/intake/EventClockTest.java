package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import jp.anshin.wire.Counts;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final long NOON = 1_700_000_000_000_000L;
  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

  private final Counts counts = new Counts();

  @Test
  void liveTheRoutersTimeHoldsWhereItIsNearReceipt() {
    var clock = new EventClock(false);

    assertThat(clock.timeOf(NOON - 3 * SECOND, NOON, counts)).isEqualTo(NOON - 3 * SECOND);
    assertThat(clock.timeOf(0, NOON, counts)).isEqualTo(NOON);
    assertThat(clock.timeOf(NOON - 86_400 * SECOND, NOON, counts)).isEqualTo(NOON);
    assertThat(counts.toMap()).isEmpty();
  }

  @Test
  void aClockAheadMovesNothingAndIsCountedWhereItIsFar() {
    var clock = new EventClock(false);

    assertThat(clock.timeOf(NOON + SECOND, NOON, counts)).isEqualTo(NOON);
    assertThat(counts.of("clock-skew")).isZero();
    assertThat(clock.timeOf(NOON + 3_600 * SECOND, NOON, counts)).isEqualTo(NOON);
    assertThat(counts.of("clock-skew")).isEqualTo(1);
    assertThat(clock.advance()).isTrue();
    assertThat(clock.watermark()).isEqualTo(NOON - 5 * SECOND);
  }

  @Test
  void whenNothingComesTheTicksMoveLiveTimeAndNeverSimulatedTime() {
    var live = new EventClock(false);
    live.tick(NOON);
    assertThat(live.advance()).isTrue();
    live.tick(NOON + SECOND);
    assertThat(live.advance()).isTrue();
    assertThat(live.watermark()).isEqualTo(NOON - 4 * SECOND);

    var simulated = new EventClock(true);
    simulated.tick(NOON);
    assertThat(simulated.advance()).isFalse();
    long then = 1_503_631_320_000_000L;
    assertThat(simulated.timeOf(then, NOON, counts)).isEqualTo(then);
    assertThat(simulated.timeOf(0, NOON, counts)).isEqualTo(then);
    assertThat(simulated.timeOf(NOON)).isEqualTo(then);
    simulated.tick(NOON + 60 * SECOND);
    assertThat(simulated.advance()).isTrue();
    assertThat(simulated.advance()).isFalse();
    assertThat(simulated.watermark()).isEqualTo(then - 5 * SECOND);
  }

  @Test
  void theWatermarkNeverGoesBack() {
    var clock = new EventClock(true);
    clock.timeOf(NOON, NOON, counts);
    assertThat(clock.advance()).isTrue();
    clock.timeOf(NOON - 3_600 * SECOND, NOON, counts);

    assertThat(clock.advance()).isFalse();
    assertThat(clock.watermark()).isEqualTo(NOON - 5 * SECOND);
  }
}

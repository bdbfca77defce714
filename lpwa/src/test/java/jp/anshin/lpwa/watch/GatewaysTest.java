package jp.anshin.lpwa.watch;

import static org.assertj.core.api.Assertions.assertThat;

import jp.anshin.lpwa.network.Network;
import org.junit.jupiter.api.Test;

class GatewaysTest {

  @Test
  void aFrameJustHandedOverSaysNothingOfTheCloudYet() {
    var gateways = new Gateways(Network.UNKNOWN);
    int gateway = gateways.of("g");
    gateways.handOver(gateway, 60_000);

    assertThat(gateways.isUnanswered(gateway, 10_000, 60_300)).isFalse();
    assertThat(gateways.isUnanswered(gateway, 10_000, 66_000)).isTrue();
    assertThat(gateways.isUnanswered(gateway, 60_300, 66_000)).isFalse();
  }

  @Test
  void framesHandedOverWithoutPauseAreUnansweredByTheFirstOfThem() {
    var gateways = new Gateways(Network.UNKNOWN);
    int gateway = gateways.of("g");
    for (long at = 60_000; at <= 70_000; at += 500) {
      gateways.handOver(gateway, at);
    }

    assertThat(gateways.isUnanswered(gateway, 59_000, 70_000)).isTrue();
  }
}

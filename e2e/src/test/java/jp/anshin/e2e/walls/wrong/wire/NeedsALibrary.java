package jp.anshin.e2e.walls.wrong.wire;

import org.assertj.core.api.Assertions;

final class NeedsALibrary {
  private NeedsALibrary() {}

  static void check(int length) {
    Assertions.assertThat(length).isPositive();
  }
}

package jp.anshin.e2e.walls.wrong.law;

import java.time.Instant;

final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant occurredOn() {
    return Instant.now();
  }
}

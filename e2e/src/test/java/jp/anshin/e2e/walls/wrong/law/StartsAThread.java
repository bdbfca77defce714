package jp.anshin.e2e.walls.wrong.law;

final class StartsAThread {
  private StartsAThread() {}

  static void evaluateLater(Runnable evaluation) {
    Thread.ofVirtual().start(evaluation);
  }
}

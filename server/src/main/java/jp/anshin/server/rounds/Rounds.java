package jp.anshin.server.rounds;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, as time passes, while the server runs. A round that fails is
 * logged and the next one comes: one failure must not end the watch.
 */
public abstract class Rounds implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String name;
  private final long secondsBetween;

  private @Nullable Running running;

  /**
   * @param name of its thread
   * @param secondsBetween the pause before each round, in seconds
   */
  protected Rounds(String name, long secondsBetween) {
    this.name = name;
    this.secondsBetween = secondsBetween;
  }

  /** One round. */
  protected abstract void round();

  @Override
  public final synchronized void start() {
    if (running == null) {
      var stopped = new CountDownLatch(1);
      var thread = Thread.ofVirtual().name(name).start(() -> goRoundUntil(stopped));
      running = new Running(thread, stopped);
    }
  }

  /** Never by interrupt: that closes the file of an embedded database under its feet. */
  @Override
  public final synchronized void stop() {
    Running ending = running;
    running = null;
    if (ending != null) {
      ending.stopped.countDown();
      try {
        ending.thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public final synchronized boolean isRunning() {
    return running != null;
  }

  private void goRoundUntil(CountDownLatch stopped) {
    try {
      while (!stopped.await(secondsBetween, TimeUnit.SECONDS)) {
        try {
          round();
        } catch (RuntimeException failure) {
          LOG.warn("{}: a round failed", name, failure);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Running(Thread thread, CountDownLatch stopped) {}
}

package jp.anshin.server.determinations;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Judges what goes on again and again, as time passes, while the server runs. */
@Component
@Lazy(false)
class OpenIncidentClock implements SmartLifecycle {

  /** Thresholds are hours; nobody is kept waiting by ten seconds. */
  static final long SECONDS_BETWEEN_REVIEWS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(OpenIncidentClock.class);

  private final ObjectProvider<Determinations> determinations;

  private @Nullable Running running;

  /**
   * @param determinations made at the first review: reading the law would delay the start
   */
  OpenIncidentClock(ObjectProvider<Determinations> determinations) {
    this.determinations = determinations;
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      var stopped = new CountDownLatch(1);
      var thread = Thread.ofVirtual().name("open-incidents").start(() -> reviewUntil(stopped));
      running = new Running(thread, stopped);
    }
  }

  /** Never by interrupt: that closes the file of an embedded database under its feet. */
  @Override
  public synchronized void stop() {
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
  public synchronized boolean isRunning() {
    return running != null;
  }

  private void reviewUntil(CountDownLatch stopped) {
    try {
      while (!stopped.await(SECONDS_BETWEEN_REVIEWS, TimeUnit.SECONDS)) {
        review();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A review that fails is told and tried again: the next incident must not go unjudged. */
  private void review() {
    try {
      determinations.getObject().reviewOpen();
    } catch (RuntimeException failure) {
      LOG.warn("open incidents could not be judged again", failure);
    }
  }

  private record Running(Thread thread, CountDownLatch stopped) {}
}

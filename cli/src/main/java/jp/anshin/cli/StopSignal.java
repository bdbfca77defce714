package jp.anshin.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long verb end well when the process is told to stop (SIGINT, SIGTERM): the JVM waits until
 * what was started is closed, and leaves with the verb's status.
 */
final class StopSignal implements AutoCloseable {

  /** A server writes down what it has in seconds; then whoever stops us kills us anyway. */
  private static final long CLOSING_SECONDS_MAX = 20;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "anshin-stop");

  /** What the process leaves with once all is closed. */
  private volatile int status = ExitStatus.GOOD;

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits until the process is told to stop. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Waits at most so long; tells whether the process was told to stop. */
  boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What the process is to leave with, when it was told to stop. */
  void leaveWith(int newStatus) {
    status = newStatus;
  }

  private void stop() {
    asked.countDown();
    boolean inTime = false;
    try {
      inTime = closed.await(CLOSING_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (inTime) {
      // The JVM would leave with 143 or 130, as if it had been killed.
      Runtime.getRuntime().halt(status);
    }
  }

  /** Everything that was started is closed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook runs and leaves by itself.
    }
  }
}

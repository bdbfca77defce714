package jp.anshin.server.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells what was raised, each channel on a thread of its own: a slow one delays no other. */
@Component
@Lazy(false)
class Delivering implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Alerts alerts;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  Delivering(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    running = true;
    threads.add(Thread.ofVirtual().name("alerts").start(this::forget));
    for (Channel channel : alerts.channels()) {
      threads.add(Thread.ofVirtual().name("alert-" + channel.name()).start(() -> deliver(channel)));
    }
  }

  /** Never by interrupt: that closes the file of an embedded database under its feet. */
  @Override
  public synchronized void stop() {
    running = false;
    alerts.wake();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  private void forget() {
    try {
      alerts.forgetOtherChannels();
    } catch (RuntimeException failure) {
      LOG.warn("what waits for channels that are no more could not be given up", failure);
    }
  }

  private void deliver(Channel channel) {
    try {
      while (running) {
        if (!tried(channel)) {
          alerts.awaitRaised(PAUSE);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A failure that is none of the channel's is logged, and tried again after a pause. */
  private boolean tried(Channel channel) {
    try {
      return running && alerts.tryNext(channel);
    } catch (RuntimeException failure) {
      LOG.warn("{} could not be asked", channel.name(), failure);
      return false;
    }
  }
}

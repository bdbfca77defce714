package jp.anshin.formats.lpwa;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import jp.anshin.lpwa.event.LpwaEvent;
import org.jspecify.annotations.Nullable;

/**
 * One log as events in the order of their time, as far as a bounded window of them allows. The log
 * is read as it is asked for, never whole. Not for several threads.
 */
public final class EventLog implements AutoCloseable {

  /** So many events may stand out of order; those that stand further are late. */
  public static final int WINDOW_EVENTS = 4_096;

  /** At the end of a log, an event so far ahead of all that were written after it never was. */
  static final Duration FUTURE_MIN = Duration.ofHours(1);

  /** Beyond one in so many it is the log that is not in order. */
  private static final int FUTURE_ONE_IN = 10;

  private record Read(LpwaEvent event, long order, long line) {}

  private final String name;
  private final InputStream in;
  private final LogLines lines;
  private final LineReading reading;
  private final PassedOver passedOver;
  private final List<LpwaEvent> ofLine = new ArrayList<>();
  private final PriorityQueue<Read> window =
      new PriorityQueue<>(
          Comparator.comparing((Read read) -> read.event().at()).thenComparingLong(Read::order));
  private long order;
  private boolean ended;
  private @Nullable IOException fault;

  /**
   * Opens a log.
   *
   * @param name by which its lines are called where they are passed over
   * @param in uncompressed; closed with the log
   * @param feed the feed of messages that name none
   * @param notAfter no event can be later, for instance the present
   * @param passedOver takes what made no event
   */
  public EventLog(
      String name, InputStream in, String feed, Instant notAfter, PassedOver passedOver) {
    this.name = name;
    this.in = in;
    this.lines = new LogLines(in);
    this.passedOver = passedOver;
    this.reading = new LineReading(feed, new LogClock(notAfter), ofLine::add);
  }

  /** Time of the next event, or null at the end. */
  @Nullable Instant nextAt() {
    fill();
    Read next = window.peek();
    return next == null ? null : next.event().at();
  }

  /** The next event, or null at the end, or at a tear that {@link #fault} tells. */
  public @Nullable LpwaEvent next() {
    fill();
    Read next = window.poll();
    return next == null ? null : next.event();
  }

  /** Why the log could not be read to its end, or null. */
  public @Nullable IOException fault() {
    return fault;
  }

  /** Name of the log. */
  public String name() {
    return name;
  }

  private void fill() {
    while (!ended && window.size() < WINDOW_EVENTS) {
      try {
        ended = !lines.next();
      } catch (IOException torn) {
        ended = true;
        fault = torn;
      }
      if (ended) {
        dropTheFuture();
      } else {
        line();
      }
    }
  }

  private void line() {
    if (lines.isTooLong()) {
      passedOver.add("line.too-long", true, name, lines.number());
      return;
    }
    if (isBlank()) {
      return;
    }
    try {
      reading.read(lines.octets(), lines.length());
    } catch (Unusable why) {
      passedOver.add(why, name, lines.number());
    }
    for (LpwaEvent event : ofLine) {
      window.add(new Read(event, order++, lines.number()));
    }
    ofLine.clear();
  }

  private boolean isBlank() {
    for (int i = 0; i < lines.length(); i++) {
      if (lines.octets()[i] > ' ' || lines.octets()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A few events that lie ahead of everything written after them were stamped by a wrong clock. In
   * the order of time they would come last, and end the log in a silence that never was.
   */
  private void dropTheFuture() {
    var lastFirst = new ArrayList<>(window);
    lastFirst.sort(Comparator.comparingLong(Read::order).reversed());
    Set<Read> ahead = new HashSet<>();
    Instant latestAfter = null;
    for (Read read : lastFirst) {
      Instant at = read.event().at();
      if (latestAfter != null && at.isAfter(latestAfter.plus(FUTURE_MIN))) {
        ahead.add(read);
      } else if (latestAfter == null || at.isAfter(latestAfter)) {
        latestAfter = at;
      }
    }
    if (ahead.size() <= lastFirst.size() / FUTURE_ONE_IN) {
      window.removeAll(ahead);
      ahead.forEach(read -> passedOver.add("time.future", true, name, read.line()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

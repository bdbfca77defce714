package jp.anshin.formats.lpwa;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jp.anshin.lpwa.event.LpwaEvent;
import org.jspecify.annotations.Nullable;

/** Several logs as one, merged by event time. Not for several threads. */
public final class EventLogs implements AutoCloseable {

  private final List<EventLog> logs;
  private @Nullable Instant latest;
  private long events;
  private long late;

  /**
   * @param logs closed with this; they may overlap in time
   */
  public EventLogs(List<EventLog> logs) {
    this.logs = List.copyOf(logs);
  }

  /** The next event, or null at the end of all. One that stood too far back comes late. */
  public @Nullable LpwaEvent next() {
    EventLog first = null;
    Instant firstAt = null;
    for (EventLog log : logs) {
      Instant at = log.nextAt();
      if (at != null && (firstAt == null || at.isBefore(firstAt))) {
        first = log;
        firstAt = at;
      }
    }
    LpwaEvent event = first == null ? null : first.next();
    if (event != null) {
      events++;
      if (latest != null && event.at().isBefore(latest)) {
        late++;
      } else {
        latest = event.at();
      }
    }
    return event;
  }

  /** How many events were given. */
  public long events() {
    return events;
  }

  /** How many of them were earlier than one before them. */
  public long late() {
    return late;
  }

  /** Time of the latest event given, or null before the first. */
  public @Nullable Instant latest() {
    return latest;
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (EventLog log : logs) {
      try {
        log.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

package jp.anshin.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.server.incidents.Incidents;

/** Tells on standard error what happens to the incidents, in event time. */
final class DemoNarrator implements AutoCloseable {

  private static final DateTimeFormatter JAPANESE_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Tokyo"));

  private final Incidents incidents;
  private final Terminal terminal;
  private final Texts texts;
  private final Set<TimelineEntry> told = new HashSet<>();
  private AutoCloseable watching = () -> {};

  DemoNarrator(Incidents incidents, Terminal terminal, Texts texts) {
    this.incidents = incidents;
    this.terminal = terminal;
    this.texts = texts;
  }

  /** Tells from now on. */
  void begin() {
    watching = incidents.watch(this::tell);
  }

  private synchronized void tell(IncidentId id) {
    incidents.find(id).ifPresent(incident -> incident.timeline().forEach(this::tell));
  }

  private void tell(TimelineEntry entry) {
    if (told.add(entry)) {
      terminal
          .err()
          .println(
              texts.sentence(
                  "demo.happens",
                  JAPANESE_TIME.format(entry.at()),
                  entry.text().in(texts.language().locale())));
    }
  }

  @Override
  public void close() {
    try {
      watching.close();
    } catch (Exception e) {
      throw new IllegalStateException("a watcher that cannot be taken away", e);
    }
  }
}

package jp.anshin.server.api;

import java.time.Clock;
import java.time.Instant;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.Simulation;
import org.springframework.stereotype.Component;

/** Of which moments a program may state something: in a replay, as far as its events have come. */
@Component
class Answerable {

  private final Feeds feeds;
  private final Simulation simulation;
  private final Clock clock;

  Answerable(Feeds feeds, Simulation simulation, Clock clock) {
    this.feeds = feeds;
    this.simulation = simulation;
    this.clock = clock;
  }

  /** The present of what a program opens: in a replay, as far as its events have come. */
  Instant now() {
    return simulation.isOn() ? feeds.eventsUntil().orElseGet(clock::instant) : clock.instant();
  }

  /** See {@link AnswerableTime}. */
  Interval of(Incident incident) {
    Instant now =
        incident.simulated() ? feeds.eventsUntil().orElseGet(clock::instant) : clock.instant();
    Instant latest = now.isAfter(incident.latestAt()) ? now : incident.latestAt();
    return AnswerableTime.of(incident, latest);
  }
}

package jp.anshin.server.incidents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.store.Moments;
import jp.anshin.server.store.SealedText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events and summaries of incidents in the database. */
@Repository
class IncidentStore {

  /** Events as they are kept. */
  static final SealedText<IncidentEvent> TEXT =
      SealedText.of(IncidentEvent.class, EarlierEvents::brought);

  private static final String ROUTE_COUNT = "routeCount";

  private final JdbcClient jdbc;

  IncidentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Incident> load(IncidentId id) {
    Incident incident = null;
    for (IncidentEvent event : events(id)) {
      incident =
          event instanceof IncidentOpened opened ? Incident.opened(opened) : after(incident, event);
    }
    return Optional.ofNullable(incident);
  }

  private static Incident after(@Nullable Incident incident, IncidentEvent event) {
    if (incident == null) {
      throw new IllegalStateException("stored events of " + event.incident() + " lack the first");
    }
    return incident.after(event);
  }

  List<IncidentEvent> events(IncidentId id) {
    return jdbc.sql("select kind, content from incident_event where incident = ? order by sequence")
        .param(id.value())
        .query((row, number) -> TEXT.read(row.getString(1), row.getString(2)))
        .list();
  }

  /** Only those of these kinds. */
  List<IncidentEvent> events(IncidentId id, Set<Class<? extends IncidentEvent>> kinds) {
    return jdbc.sql(
            "select kind, content from incident_event where incident = :incident"
                + " and kind in (:kinds) order by sequence")
        .param("incident", id.value())
        .param("kinds", kinds.stream().map(Class::getSimpleName).toList())
        .query((row, number) -> TEXT.read(row.getString(1), row.getString(2)))
        .list();
  }

  List<IncidentId> withStatus(IncidentStatus status) {
    return jdbc.sql("select id from incident where status = ? order by started_at")
        .param(status.name())
        .query((row, number) -> new IncidentId(row.getString(1)))
        .list();
  }

  List<IncidentSummary> without(IncidentStatus status) {
    return jdbc.sql("select * from incident where status <> ? order by started_at desc, id")
        .param(status.name())
        .query(IncidentStore::summary)
        .list();
  }

  List<IncidentSummary> latest(int limit) {
    return jdbc.sql("select * from incident order by started_at desc, id limit ?")
        .param(limit)
        .query(IncidentStore::summary)
        .list();
  }

  List<IncidentSummary> openedLast(int limit) {
    return jdbc.sql("select * from incident order by opened_at desc, id limit ?")
        .param(limit)
        .query(IncidentStore::summary)
        .list();
  }

  Optional<IncidentSummary> latest(boolean simulated) {
    return jdbc.sql(
            "select * from incident where simulated = ? order by started_at desc, id limit 1")
        .param(simulated)
        .query(IncidentStore::summary)
        .optional();
  }

  List<IncidentSummary> started(Instant from, Instant until) {
    return jdbc.sql(
            "select * from incident where started_at >= ? and started_at < ?"
                + " order by started_at, id")
        .params(Moments.stored(from), Moments.stored(until))
        .query(IncidentStore::summary)
        .list();
  }

  Optional<Interval> startedReal() {
    return jdbc.sql(
            "select min(started_at) first_at, max(started_at) last_at from incident"
                + " where not simulated")
        .query((row, number) -> {
          Instant first = Moments.readIfAny(row, "first_at");
          return first == null
              ? Optional.<Interval>empty()
              : Optional.of(new Interval(first, Moments.read(row, "last_at")));
        })
        .single();
  }

  Optional<IncidentId> homeOf(DetectionId detection) {
    return jdbc.sql("select incident from incident_detection where detection = ?")
        .param(detection.value())
        .query((row, number) -> new IncidentId(row.getString(1)))
        .optional();
  }

  void append(IncidentEvent event, Incident after, @Nullable Detection stated) {
    boolean opens = event instanceof IncidentOpened;
    long sequence = opens ? 1 : lastSequence(after.id()) + 1;
    if (opens) {
      insert(after);
    } else {
      update(after, sequence);
    }
    jdbc.sql("insert into incident_event values (?, ?, ?, ?, ?)")
        .params(
            after.id().value(),
            sequence,
            TEXT.kind(event),
            Moments.stored(event.at()),
            TEXT.write(event))
        .update();
    if (stated != null) {
      keepHome(after.id(), stated);
    }
  }

  private long lastSequence(IncidentId id) {
    return jdbc.sql("select events from incident where id = ?")
        .param(id.value())
        .query(Long.class)
        .single();
  }

  private void insert(Incident incident) {
    jdbc.sql("insert into incident values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
        .params(
            incident.id().value(),
            incident.simulated(),
            incident.status().name(),
            Moments.stored(incident.openedAt()),
            Moments.stored(incident.startedAt().earliest()))
        .param(incident.restoredAt().map(Moments::stored).orElse(null))
        .params(incident.headline().japanese(), incident.headline().english(), routeCount(incident))
        .update();
  }

  private void update(Incident incident, long events) {
    jdbc.sql(
            "update incident set status = ?, started_at = ?, restored_at = ?, headline_ja = ?,"
                + " headline_en = ?, route_count = ?, events = ? where id = ?")
        .params(incident.status().name(), Moments.stored(incident.startedAt().earliest()))
        .param(incident.restoredAt().map(Moments::stored).orElse(null))
        .params(
            incident.headline().japanese(),
            incident.headline().english(),
            routeCount(incident),
            events,
            incident.id().value())
        .update();
  }

  private void keepHome(IncidentId incident, Detection stated) {
    int updated =
        jdbc.sql("update incident_detection set revision = ? where detection = ?")
            .params(stated.revision(), stated.id().value())
            .update();
    if (updated == 0) {
      jdbc.sql("insert into incident_detection values (?, ?, ?)")
          .params(stated.id().value(), incident.value(), stated.revision())
          .update();
    }
  }

  private static long routeCount(Incident incident) {
    return incident.detections().stream()
        .map(detection -> detection.count(ROUTE_COUNT))
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  private static IncidentSummary summary(ResultSet row, int number) throws SQLException {
    return new IncidentSummary(
        new IncidentId(row.getString("id")),
        row.getBoolean("simulated"),
        IncidentStatus.valueOf(row.getString("status")),
        Moments.read(row, "opened_at"),
        Moments.read(row, "started_at"),
        Moments.readIfAny(row, "restored_at"),
        new LocalizedText(row.getString("headline_ja"), row.getString("headline_en")),
        row.getLong("route_count"));
  }
}

package jp.anshin.server.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.store.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Calls in the database. */
@Repository
class CallStore {

  private final JdbcClient jdbc;

  CallStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Call> find(String id) {
    return jdbc.sql("select * from alert_call where id = ?")
        .param(id)
        .query(CallStore::call)
        .optional();
  }

  /** The last one of that series. */
  Optional<Call> lastOf(String series) {
    return jdbc.sql("select * from alert_call where series = ? order by opened_at desc, id limit 1")
        .param(series)
        .query(CallStore::call)
        .optional();
  }

  /** That an incident was told, or merged into what was told before. */
  record Known(Call call, int openings) {}

  Optional<Known> of(IncidentId incident) {
    return jdbc.sql(
            "select c.*, i.openings from alert_call c join alert_call_incident i on i.call_id ="
                + " c.id where i.incident = ?")
        .param(incident.value())
        .query((row, number) -> new Known(call(row, number), row.getInt("openings")))
        .optional();
  }

  /** Those that are not over, the first first. */
  List<Call> lasting() {
    return jdbc.sql("select * from alert_call where over_at is null order by opened_at, id")
        .query(CallStore::call)
        .list();
  }

  /** Those that were over last, the last first. */
  List<Call> over(int limit) {
    return jdbc.sql(
            "select * from alert_call where over_at is not null order by over_at desc, id limit ?")
        .param(limit)
        .query(CallStore::call)
        .list();
  }

  /** Those about that incident, also when it was merged into an earlier one, the last first. */
  List<Call> about(IncidentId incident) {
    return jdbc.sql(
            "select * from alert_call where incident = ? or id in (select call_id from"
                + " alert_call_incident where incident = ?) order by opened_at desc, id")
        .params(incident.value(), incident.value())
        .query(CallStore::call)
        .list();
  }

  /** Those of which there is more to tell by then. */
  List<Call> due(Instant by) {
    return jdbc.sql("select * from alert_call where next_at <= ? order by next_at, id")
        .param(Moments.storedIfAny(by))
        .query(CallStore::call)
        .list();
  }

  /** Keeps it as it is now. */
  void keep(Call call) {
    var columns = columns(call);
    int updated =
        jdbc.sql(
                "update alert_call set kind = ?, series = ?, incident = ?, alert = ?, opened_at ="
                    + " ?, since_at = ?, told_at = ?, stepped_at = ?, last_at = ?, next_at = ?,"
                    + " taken_at = ?, taken_by = ?, over_at = ?, repeats = ?, tellings = ?, times ="
                    + " ?, quiet = ?, kinds = ?, routes = ?, places = ?, serious = ? where id = ?")
            .params(columns)
            .update();
    if (updated == 0) {
      jdbc.sql(
              "insert into alert_call (kind, series, incident, alert, opened_at, since_at, told_at,"
                  + " stepped_at, last_at, next_at, taken_at, taken_by, over_at, repeats,"
                  + " tellings, times, quiet, kinds, routes, places, serious, id) values (?, ?, ?,"
                  + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .params(columns)
          .update();
    }
  }

  /** Keeps that the incident, begun so often, belongs to that call. */
  void keep(IncidentId incident, String call, int openings) {
    int updated =
        jdbc.sql("update alert_call_incident set call_id = ?, openings = ? where incident = ?")
            .params(call, openings, incident.value())
            .update();
    if (updated == 0) {
      jdbc.sql("insert into alert_call_incident (call_id, openings, incident) values (?, ?, ?)")
          .params(call, openings, incident.value())
          .update();
    }
  }

  private static List<@Nullable Object> columns(Call call) {
    Call.Course course = call.course();
    IncidentId incident = call.incident();
    var columns = new ArrayList<@Nullable Object>();
    columns.add(call.kind().name());
    columns.add(call.series());
    columns.add(incident == null ? null : incident.value());
    columns.add(call.alert());
    columns.add(Moments.stored(course.openedAt()));
    columns.add(Moments.stored(course.sinceAt()));
    columns.add(Moments.stored(course.toldAt()));
    columns.add(Moments.stored(course.steppedAt()));
    columns.add(Moments.stored(course.lastAt()));
    columns.add(Moments.storedIfAny(course.nextAt()));
    columns.add(Moments.storedIfAny(course.takenAt()));
    columns.add(course.takenBy());
    columns.add(Moments.storedIfAny(course.overAt()));
    columns.add(course.repeats());
    columns.add(course.tellings());
    columns.add(course.times());
    columns.add(course.quiet());
    columns.add(String.join(" ", call.size().kinds()));
    columns.add(call.size().routes());
    columns.add(call.size().places());
    columns.add(call.size().serious());
    columns.add(call.id());
    return columns;
  }

  private static Call call(ResultSet row, int number) throws SQLException {
    String incident = row.getString("incident");
    var kinds = new TreeSet<>(List.of(row.getString("kinds").split(" ")));
    kinds.remove("");
    return new Call(
        row.getString("id"),
        Alert.Kind.valueOf(row.getString("kind")),
        row.getString("series"),
        incident == null ? null : new IncidentId(incident),
        row.getString("alert"),
        new Call.Course(
            Moments.read(row, "opened_at"),
            Moments.read(row, "since_at"),
            Moments.read(row, "told_at"),
            Moments.read(row, "stepped_at"),
            Moments.read(row, "last_at"),
            Moments.readIfAny(row, "next_at"),
            Moments.readIfAny(row, "taken_at"),
            row.getString("taken_by"),
            Moments.readIfAny(row, "over_at"),
            row.getInt("repeats"),
            row.getInt("tellings"),
            row.getInt("times"),
            row.getBoolean("quiet")),
        new Size(kinds, row.getLong("routes"), row.getInt("places"), row.getBoolean("serious")));
  }
}

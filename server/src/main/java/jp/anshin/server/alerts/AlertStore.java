package jp.anshin.server.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.Delivery.State;
import jp.anshin.server.store.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts and how far their telling is, in the database. */
@Repository
class AlertStore {

  private static final int DETAIL_CHARACTERS_MAX = 400;

  private final JdbcClient jdbc;

  AlertStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Alert> find(String key) {
    return jdbc.sql("select * from alert where key_text = ?")
        .param(key)
        .query(AlertStore::alert)
        .optional();
  }

  /** The last one of that series. */
  Optional<Alert> lastOf(String series) {
    return jdbc.sql("select * from alert where series = ? order by raised_at desc limit 1")
        .param(series)
        .query(AlertStore::alert)
        .optional();
  }

  /** Those raised last, the last first. */
  List<Alert> latest(int limit) {
    return jdbc.sql("select * from alert order by raised_at desc, key_text limit ?")
        .param(limit)
        .query(AlertStore::alert)
        .list();
  }

  void append(Alert alert) {
    IncidentId incident = alert.incident();
    jdbc.sql(
            "insert into alert (key_text, series, due_at, raised_at, urgent, incident, path,"
                + " subject_ja, subject_en, text_ja, text_en)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(alert.key())
        .param(alert.series())
        .param(Moments.storedIfAny(alert.dueAt()))
        .param(Moments.storedIfAny(alert.raisedAt()))
        .param(alert.urgent())
        .param(incident == null ? null : incident.value())
        .param(alert.path())
        .param(alert.subject().japanese())
        .param(alert.subject().english())
        .param(alert.text().japanese())
        .param(alert.text().english())
        .update();
  }

  void append(Delivery delivery) {
    jdbc.sql(
            "insert into alert_delivery (alert, channel, state, attempts, next_at, settled_at,"
                + " fault, detail) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .param(delivery.alert())
        .param(delivery.channel())
        .param(delivery.state().name())
        .param(delivery.attempts())
        .param(Moments.storedIfAny(delivery.nextAt()))
        .param(Moments.storedIfAny(delivery.settledAt()))
        .param(delivery.fault())
        .param(shortened(delivery.detail()))
        .update();
  }

  void replace(Delivery delivery) {
    jdbc.sql(
            "update alert_delivery set state = ?, attempts = ?, next_at = ?, settled_at = ?,"
                + " fault = ?, detail = ? where alert = ? and channel = ?")
        .param(delivery.state().name())
        .param(delivery.attempts())
        .param(Moments.storedIfAny(delivery.nextAt()))
        .param(Moments.storedIfAny(delivery.settledAt()))
        .param(delivery.fault())
        .param(shortened(delivery.detail()))
        .param(delivery.alert())
        .param(delivery.channel())
        .update();
  }

  /** What that channel is to try next, by that moment; the oldest alert first. */
  Optional<Delivery> next(String channel, Instant by) {
    return jdbc.sql(
            "select d.* from alert_delivery d join alert a on a.key_text = d.alert"
                + " where d.channel = ? and d.state = ? and d.next_at <= ?"
                + " order by a.raised_at, a.key_text limit 1")
        .param(channel)
        .param(State.WAITING.name())
        .param(Moments.storedIfAny(by))
        .query(AlertStore::delivery)
        .optional();
  }

  /** Everything that waits, whatever its channel. */
  List<Delivery> waiting() {
    return jdbc.sql("select * from alert_delivery where state = ? order by alert, channel")
        .param(State.WAITING.name())
        .query(AlertStore::delivery)
        .list();
  }

  List<Delivery> deliveries(String alert) {
    return jdbc.sql("select * from alert_delivery where alert = ? order by channel")
        .param(alert)
        .query(AlertStore::delivery)
        .list();
  }

  /** The delivery of that channel that was settled last. */
  Optional<Delivery> lastSettled(String channel) {
    return jdbc.sql(
            "select * from alert_delivery where channel = ? and settled_at is not null"
                + " order by settled_at desc limit 1")
        .param(channel)
        .query(AlertStore::delivery)
        .optional();
  }

  /** How many alerts that channel has not taken although it was asked, or was given up. */
  long failing(String channel, Instant since) {
    return jdbc.sql(
            "select count(*) from alert_delivery where channel = ? and fault <> ''"
                + " and (state = ? or (state = ? and settled_at >= ?))")
        .param(channel)
        .param(State.WAITING.name())
        .param(State.GIVEN_UP.name())
        .param(Moments.storedIfAny(since))
        .query(Long.class)
        .single();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    String incident = row.getString("incident");
    return new Alert(
        row.getString("key_text"),
        row.getString("series"),
        Moments.readIfAny(row, "due_at"),
        Moments.read(row, "raised_at"),
        row.getBoolean("urgent"),
        incident == null ? null : new IncidentId(incident),
        row.getString("path"),
        new LocalizedText(row.getString("subject_ja"), row.getString("subject_en")),
        new LocalizedText(row.getString("text_ja"), row.getString("text_en")));
  }

  private static Delivery delivery(ResultSet row, int number) throws SQLException {
    return new Delivery(
        row.getString("alert"),
        row.getString("channel"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Moments.read(row, "next_at"),
        Moments.readIfAny(row, "settled_at"),
        row.getString("fault"),
        row.getString("detail"));
  }

  /** Of what the other side says only the beginning is kept, without what cannot be stored. */
  private static String shortened(String detail) {
    String plain = detail.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    return plain.substring(0, Math.min(plain.length(), DETAIL_CHARACTERS_MAX));
  }
}

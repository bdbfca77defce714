package jp.anshin.server.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Of keys in one question; a database takes some ten thousand words at most. */
  private static final int KEYS_AT_ONCE = 500;

  /** Of one line: a subject, or what the other side says. */
  private static final int LINE_CHARACTERS_MAX = 400;

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

  /** Those of these keys, by key. */
  Map<String, Alert> find(List<String> keys) {
    var found = new HashMap<String, Alert>();
    for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
      jdbc.sql("select * from alert where key_text in (:keys)")
          .param("keys", keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE)))
          .query(AlertStore::alert)
          .list()
          .forEach(each -> found.put(each.key(), each));
    }
    return found;
  }

  /** The last one of that series. */
  Optional<Alert> lastOf(String series) {
    return jdbc.sql("select * from alert where series = ? order by raised_at desc limit 1")
        .param(series)
        .query(AlertStore::alert)
        .optional();
  }

  /** How many were ever raised. */
  int count() {
    return jdbc.sql("select count(*) from alert").query(Integer.class).single();
  }

  /** Those raised last, the last first, without the first so many of them. */
  List<Alert> latest(int limit, int offset) {
    return jdbc.sql("select * from alert order by raised_at desc, key_text limit ? offset ?")
        .param(limit)
        .param(offset)
        .query(AlertStore::alert)
        .list();
  }

  void append(Alert alert) {
    IncidentId incident = alert.incident();
    jdbc.sql(
            "insert into alert (key_text, series, due_at, raised_at, urgent, incident, path,"
                + " subject_ja, subject_en, text_ja, text_en, kind, call_id)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(alert.key())
        .param(alert.series())
        .param(Moments.storedIfAny(alert.dueAt()))
        .param(Moments.storedIfAny(alert.raisedAt()))
        .param(alert.urgent())
        .param(incident == null ? null : incident.value())
        .param(alert.path())
        .param(shortened(alert.subject().japanese()))
        .param(shortened(alert.subject().english()))
        .param(alert.text().japanese())
        .param(alert.text().english())
        .param(alert.kind().name())
        .param(alert.call())
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

  /** What was replaced while it was tried in vain is not tried again. */
  void replace(Delivery delivery) {
    jdbc.sql(
            "update alert_delivery set state = ?, attempts = ?, next_at = ?, settled_at = ?,"
                + " fault = ?, detail = ? where alert = ? and channel = ? and (state = 'WAITING' or ?"
                + " <> 'WAITING')")
        .param(delivery.state().name())
        .param(delivery.attempts())
        .param(Moments.storedIfAny(delivery.nextAt()))
        .param(Moments.storedIfAny(delivery.settledAt()))
        .param(delivery.fault())
        .param(shortened(delivery.detail()))
        .param(delivery.alert())
        .param(delivery.channel())
        .param(delivery.state().name())
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

  /** What was told because of a call, the first first. */
  List<Alert> ofCall(String call, int limit) {
    return jdbc.sql("select * from alert where call_id = ? order by raised_at, key_text limit ?")
        .param(call)
        .param(limit)
        .query(AlertStore::alert)
        .list();
  }

  /** What that channel was to be told of a call before is not told any more: more is known. */
  void leaveEarlier(String call, String channel, Instant at) {
    jdbc.sql(
            "update alert_delivery set state = ?, settled_at = ?, fault = ? where channel = ?"
                + " and state = ? and alert in (select key_text from alert where call_id = ?)")
        .param(State.GIVEN_UP.name())
        .param(Moments.storedIfAny(at))
        .param(Delivery.REPLACED)
        .param(channel)
        .param(State.WAITING.name())
        .param(call)
        .update();
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
            "select count(*) from alert_delivery where channel = ? and fault not in ('', '"
                + Delivery.REPLACED
                + "')"
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
        Alert.Kind.valueOf(row.getString("kind")),
        row.getString("call_id"),
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

  /** Of a line only the beginning is kept, without what cannot be stored. */
  private static String shortened(String line) {
    String plain = line.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    return plain.substring(
        0,
        plain.offsetByCodePoints(
            0, Math.min(plain.codePointCount(0, plain.length()), LINE_CHARACTERS_MAX)));
  }
}

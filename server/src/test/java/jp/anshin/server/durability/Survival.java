package jp.anshin.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalPosition;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.durability.Acknowledgement.What;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.IncidentsOf;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;

/** Looks, after a death, for everything that was acknowledged. */
final class Survival {

  /** What lies before a payload in a record of the journal. */
  private static final long HEADER_OCTETS = 25;

  private final OpenDatabase database;
  private final Audit audit;
  private final Incidents incidents;
  private final Path journalDirectory;

  private Survival(OpenDatabase database, Path journalDirectory) {
    this.database = database;
    this.journalDirectory = journalDirectory;
    this.audit = AuditOf.jdbc(database.jdbc(), Clock.systemUTC());
    this.incidents = IncidentsOf.database(database, audit, Clock.systemUTC(), event -> {}, false);
  }

  /** Opens database and journal again and checks all of these. */
  static void check(
      DatabaseOptions options, Path journalDirectory, int life, Collection<Acknowledgement> all)
      throws IOException {
    try (OpenDatabase database = OpenDatabase.of(options)) {
      var survival = new Survival(database, journalDirectory);
      Map<What, List<Acknowledgement>> by =
          all.stream().collect(Collectors.groupingBy(Acknowledgement::what));
      survival.incidentsHold(all);
      survival.rows(
          "select target from audit_entry where action = 'look'",
          by.getOrDefault(What.AUDIT, List.of()));
      survival.rows(
          "select substring(content from position('#' in content) + 1) from operator_file",
          by.getOrDefault(What.OPERATOR_FILE, List.of()));
      survival.rows(
          "select c.id from alert_call c join alert a on a.key_text = c.alert and a.call_id = c.id",
          by.getOrDefault(What.CALL, List.of()));
      survival.rows(
          "select c.id from alert_call c join audit_entry e on e.target = c.id and e.who ="
              + " c.taken_by where e.action = 'take-alert'",
          by.getOrDefault(What.TAKEN, List.of()));
      survival.whatIsCalledForIsTold();
      survival.journalHolds(by.getOrDefault(What.JOURNAL, List.of()));
      assertThat(survival.audit.firstBroken()).isEmpty();
      survival.sequencesHaveNoGap();
      survival.theOpenGoOn(life);
    }
  }

  private void incidentsHold(Collection<Acknowledgement> all) {
    var held = new HashMap<String, Set<String>>();
    for (Acknowledgement each : all) {
      if (each.what() == What.DETECTION || each.what() == What.NOTE || each.what() == What.ANSWER) {
        assertThat(held.computeIfAbsent(each.place(), this::heldBy))
            .as("incident %s", each.place())
            .contains(key(each.tag(), each.number()));
      }
    }
  }

  private Set<String> heldBy(String id) {
    var held = new HashSet<String>();
    Incident incident = incidents.required(new IncidentId(id));
    incidents
        .counts(incident.id())
        .forEach(stated -> held.add(key(stated.detection(), stated.revision())));
    incident.impactAnswers().forEach(answer -> held.add(key(answer.remark(), answer.version())));
    database
        .jdbc()
        .sql("select content from incident_event where incident = ? and kind = 'NoteWritten'")
        .param(id)
        .query(String.class)
        .list()
        .forEach(note -> held.add(key(note.replaceFirst(".*\"words\":\"([^\"]*)\".*", "$1"), 0)));
    return held;
  }

  private static String key(String tag, long number) {
    return tag + "/" + number;
  }

  private void rows(String query, List<Acknowledgement> acknowledged) {
    assertThat(new HashSet<>(database.jdbc().sql(query).query(String.class).list()))
        .containsAll(acknowledged.stream().map(Acknowledgement::tag).toList());
  }

  private void journalHolds(List<Acknowledgement> acknowledged) throws IOException {
    var expected = new HashMap<JournalPosition, byte[]>();
    for (Acknowledgement each : acknowledged) {
      expected.put(
          new JournalPosition(Long.parseLong(each.place()), each.number()),
          AcknowledgingWriter.payload(each.tag()));
    }
    try (Journal journal = Journal.open(journalDirectory, AcknowledgingWriter.JOURNAL);
        var reader = journal.read(JournalPosition.START)) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        JournalPosition payloadAt = record.payloadPosition();
        var at = new JournalPosition(payloadAt.segment(), payloadAt.offset() - HEADER_OCTETS);
        byte[] wanted = expected.remove(at);
        if (wanted != null) {
          int start = record.payloadStart();
          assertThat(
                  java.util.Arrays.copyOfRange(
                      record.bytes(), start, start + record.payloadLength()))
              .as("journal record %s", at)
              .isEqualTo(wanted);
        }
      }
    }
    assertThat(expected.keySet()).as("journal records that were acknowledged").isEmpty();
  }

  /**
   * Also what was not acknowledged is there whole or not at all: a call, its words, its telling.
   */
  private void whatIsCalledForIsTold() {
    assertThat(
            database
                .jdbc()
                .sql(
                    "select id from alert_call where alert not in (select key_text from alert)"
                        + " union all select key_text from alert where key_text not in (select"
                        + " alert from alert_delivery)"
                        + " union all select id from alert_call where taken_by is not null and id"
                        + " not in (select target from audit_entry where action = 'take-alert')")
                .query(String.class)
                .list())
        .isEmpty();
  }

  private void sequencesHaveNoGap() {
    assertThat(
            database
                .jdbc()
                .sql(
                    "select incident from incident_event group by incident"
                        + " having count(*) <> max(sequence)"
                        + " union all select id from incident where events <>"
                        + " (select count(*) from incident_event where incident = id)")
                .query(String.class)
                .list())
        .isEmpty();
  }

  /** What was open goes on under its id: the enduring one, and that of the life that was killed. */
  private void theOpenGoOn(int life) {
    for (String network :
        List.of(AcknowledgingWriter.ENDURING_NETWORK, AcknowledgingWriter.networkOf(life))) {
      var first = Statements.leak(network, "701", 1, 1);
      Incident known = incidents.accept(first);
      assertThat(known.id()).isEqualTo(IncidentId.openedBy(first));
      assertThat(known.status()).isEqualTo(IncidentStatus.OPEN);
      assertThat(incidents.open()).contains(known);
    }
  }
}

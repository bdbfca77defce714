package jp.anshin.server.durability;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.journal.JournalPosition;
import jp.anshin.server.alerts.Alert;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.CallsOf;
import jp.anshin.server.alerts.Rung;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.durability.Acknowledgement.What;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.IncidentsOf;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.operators.OperatorFilesOf;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes without pause through the server's own rooms, from several threads, and
 * says on standard output what it was told is durable. It is there to be killed.
 */
final class AcknowledgingWriter {

  /** The incident that goes on through every life of the process. */
  static final String ENDURING_NETWORK = "15169";

  /** Sizes small enough that segments end and begin while the process is killed. */
  static final JournalOptions JOURNAL = new JournalOptions(1 << 16, 1 << 28, 1 << 16);

  private static final String THROUGH = "701";
  private static final int REVISIONS_A_LIFE_MAX = 1_000_000;
  private static final int ENDURING_REVISIONS_A_LIFE = 3;

  private static final String OPERATOR_FILE =
      """
      name: {ja: 例, en: Example}
      systems: [{as: 64500}]
      prefixes: [{prefix: 192.0.2.0/24}]
      services: [{id: internet, name: {ja: 網, en: Net}, category: other}]
      """;

  private final int life;
  private final int writesMax;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OpenDatabase database;
  private final Incidents incidents;
  private final Audit audit;
  private final OperatorFiles files;
  private final Calls calls;
  private final Journal journal;

  private AcknowledgingWriter(
      int life, int writesMax, Path journalDirectory, DatabaseOptions options) throws IOException {
    this.life = life;
    this.writesMax = writesMax;
    database = OpenDatabase.of(options);
    Clock clock = Clock.systemUTC();
    audit = AuditOf.jdbc(database.jdbc(), clock);
    incidents = IncidentsOf.database(database, audit, clock, event -> {}, false);
    files = OperatorFilesOf.database(database, audit, clock);
    calls = CallsOf.database(database, audit, clock);
    journal = Journal.open(journalDirectory, JOURNAL);
  }

  /**
   * Writes until it is killed.
   *
   * @param arguments which life of the process this is, how many writes each thread makes (0 for no
   *     end), directory of the journal, then the directory of H2 or the URL, user and password of
   *     PostgreSQL
   */
  public static void main(String[] arguments) throws Exception {
    DatabaseOptions options =
        arguments.length == 4
            ? new DatabaseOptions.H2File(Path.of(arguments[3]))
            : new DatabaseOptions.PostgreSql(arguments[3], arguments[4], arguments[5]);
    new AcknowledgingWriter(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Path.of(arguments[2]),
            options)
        .write();
    System.exit(0);
  }

  /** What a record of the journal holds, made from its tag. */
  static byte[] payload(String tag) {
    int times = 1 + Math.floorMod(tag.hashCode(), 40);
    return tag.repeat(times).getBytes(StandardCharsets.UTF_8);
  }

  /** The network whose leak is this life's own incident. */
  static String networkOf(int life) {
    return Integer.toString(100_000 + life);
  }

  private void write() throws ExecutionException, InterruptedException {
    IncidentId enduring = state(ENDURING_NETWORK, revisionOf(0)).id();
    if (life > 0) {
      endThatOfTheLifeBefore();
    }
    IncidentId own = state(networkOf(life), 1).id();
    say(What.NOTE, enduring.value(), noted(enduring, "enduring-" + life), 0);
    Stream<Write> endless =
        Stream.of(
            number -> sense(number),
            number -> say(What.NOTE, own.value(), noted(own, "note-" + life + "-" + number), 0),
            number -> answer(own, number),
            number -> call(own, "call-" + life + "-" + number),
            number -> auditAlone("entry-" + life + "-" + number),
            number -> replaceFile("file-" + life + "-" + number));
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> running =
          endless.<Future<?>>map(each -> threads.submit(() -> loop(each))).toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException failed) {
      failed.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private interface Write {
    void number(int number) throws Exception;
  }

  private @Nullable Void loop(Write write) throws Exception {
    for (int number = 1; writesMax == 0 || number <= writesMax; number++) {
      write.number(number);
      journal(life + "-" + Thread.currentThread().getName() + "-" + number);
    }
    return null;
  }

  private void sense(int number) {
    state(networkOf(life), number + 1);
    if (number <= ENDURING_REVISIONS_A_LIFE) {
      state(ENDURING_NETWORK, revisionOf(number));
    }
  }

  private int revisionOf(int number) {
    return 1 + life * (ENDURING_REVISIONS_A_LIFE + 1) + number;
  }

  private void endThatOfTheLifeBefore() {
    Detection ended =
        Statements.leak(
            networkOf(life - 1),
            THROUGH,
            REVISIONS_A_LIFE_MAX,
            1,
            Statements.START.plusSeconds(600));
    say(incidents.accept(ended), ended);
  }

  private Incident state(String network, int revision) {
    Detection stated = Statements.leak(network, THROUGH, revision, 1_000L + revision);
    Incident home = incidents.accept(stated);
    say(home, stated);
    return home;
  }

  private void say(Incident home, Detection stated) {
    say(What.DETECTION, home.id().value(), stated.id().value(), stated.revision());
  }

  private String noted(IncidentId id, String words) {
    incidents.note(id, "sato", words);
    return words;
  }

  private void answer(IncidentId id, int version) {
    String remark = "answer-" + life + "-" + version;
    incidents.answerImpact(id, version - 1, "suzuki", List.of(), remark);
    say(What.ANSWER, id.value(), remark, version);
  }

  private void call(IncidentId id, String what) {
    String call = Rung.ring(calls, Alert.Kind.DETECTION, id, what);
    say(What.CALL, id.value(), call, 0);
    calls.take(call, "suzuki", Set.of(Role.ENGINEER));
    say(What.TAKEN, "suzuki", call, 0);
  }

  private void auditAlone(String target) {
    database
        .transaction()
        .executeWithoutResult(status -> audit.record("tanaka", "look", target, ""));
    say(What.AUDIT, "-", target, 0);
  }

  private void replaceFile(String lastLine) throws Exception {
    int version = files.current().map(file -> file.version()).orElse(0);
    int saved = files.replace("sato", version, OPERATOR_FILE + "#" + lastLine).version();
    say(What.OPERATOR_FILE, "-", lastLine, saved);
  }

  private void journal(String tag) throws Exception {
    byte[] payload = payload(tag);
    JournalPosition at = journal.append((byte) 1, life, 0, payload, 0, payload.length);
    say(What.JOURNAL, Long.toString(at.segment()), tag, at.offset());
  }

  /** One write of less than a pipe's atomic size, so that lines of threads do not mix. */
  private void say(What what, String place, String tag, long number) {
    byte[] line =
        new Acknowledgement(what, place, tag, number).line().getBytes(StandardCharsets.UTF_8);
    try {
      out.write(line);
    } catch (IOException nobodyListens) {
      throw new UncheckedIOException(nobodyListens);
    }
  }
}

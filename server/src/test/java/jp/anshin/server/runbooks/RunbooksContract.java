package jp.anshin.server.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookChange;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookHistory;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.incident.runbook.WorkedRunbook;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runbooks, their versions and ticks on an incident; the same on every database. */
abstract class RunbooksContract {

  private static final Runbook SHIPPED = Runbook.shipped("leak").orElseThrow();
  private static final Runbook.Text TEXT = SHIPPED.text(Locale.JAPANESE);
  private static final String FIRST = SHIPPED.check().getFirst().id();
  private static final String SECOND = SHIPPED.act().getFirst().id();

  private Rooms rooms;
  private Runbooks runbooks;
  private RunbookVersions versions;
  private IncidentId id;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    runbooks = rooms.part(Runbooks.class);
    versions = rooms.part(RunbookVersions.class);
    id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000)).id();
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void ticksOfSeveralPeopleAreKeptWithWordsNoteAndAudit() {
    assertThat(runbooks.of(id)).isEqualTo(RunbookProgress.none(id));
    runbooks.tick(id, "sato", FIRST, " AS701 が漏らした ");
    runbooks.tick(id, "suzuki", SECOND, "");

    assertThat(runbooks.of(id).ticks().values())
        .extracting(StepTicked::step, StepTicked::by, StepTicked::note)
        .containsExactly(tuple(FIRST, "sato", "AS701 が漏らした"), tuple(SECOND, "suzuki", ""));
    assertThat(runbooks.of(id).ticks())
        .hasEntrySatisfying(
            FIRST, ticked -> assertThat(ticked.words().japanese()).contains("最初のAS"));

    runbooks.untick(id, "suzuki", FIRST);
    assertThat(runbooks.of(id).ticks()).containsOnlyKeys(SECOND);
    assertThat(audited("runbook-"))
        .containsExactly(
            "runbook-RunbookTaken " + id,
            "runbook-StepTicked " + id,
            "runbook-StepTicked " + id,
            "runbook-StepUnticked " + id);
  }

  @Test
  void whatCannotBeTickedIsRefusedAndChangesNothing() {
    runbooks.tick(id, "sato", FIRST, "");
    refused("runbook.is-done", () -> runbooks.tick(id, "suzuki", FIRST, ""));
    refused("runbook.not-done", () -> runbooks.untick(id, "suzuki", SECOND));
    refused(
        "runbook.unknown",
        () ->
            runbooks.tick(
                id,
                "suzuki",
                Runbook.shipped("power-failure").orElseThrow().check().getFirst().id(),
                ""));
    refused("runbook.unknown", () -> runbooks.tick(id, "suzuki", "leak.0", ""));
    refused("runbook.unknown", () -> runbooks.takeOver(id, "suzuki", "power-failure", 1));
    refused("input.not-storable", () -> runbooks.tick(id, "suzuki", SECOND, "\0"));
    refused("input.too-long", () -> runbooks.tick(id, "suzuki", SECOND, "あ".repeat(1001)));
    rooms
        .incidents()
        .accept(Statements.leak("15169", "701", 2, 1000, Statements.START.plusSeconds(600)));
    rooms.incidents().close(id, "sato", "終わった");
    refused("runbook.closed", () -> runbooks.tick(id, "suzuki", SECOND, ""));
    refused("runbook.closed", () -> runbooks.untick(id, "sato", FIRST));
    refused("runbook.closed", () -> runbooks.takeOver(id, "sato", "leak", 1));

    assertThat(runbooks.of(id).events()).hasSize(2);
  }

  @Test
  void everyVersionIsKeptWithWhoAndWhyAndWhatCannotBeWrittenIsRefused() {
    var longer = new Runbook.Text("", TEXT.check() + "\n電話する", TEXT.act());
    versions.write("sato", "leak", 0, longer, Locale.JAPANESE, "訓練で分かった");
    refused("runbook.stale", () -> write(0, TEXT, "遅れた"));
    refused("runbook.reason-missing", () -> write(1, TEXT, " "));
    refused("runbook.empty", () -> write(1, new Runbook.Text("避ける", " \n", ""), "x"));
    refused("runbook.twice", () -> write(1, new Runbook.Text("", "見る", " 見る"), "x"));
    refused(
        "runbook.step-too-long", () -> write(1, new Runbook.Text("", "あ".repeat(401), ""), "x"));
    refused("runbook.too-many-steps", () -> write(1, new Runbook.Text("", numbered(101), ""), "x"));
    refused("input.not-storable", () -> write(1, new Runbook.Text("", "\0", ""), "x"));
    refused("runbook-kind.unknown", () -> versions.history("no-such-kind"));
    assertThat(versions.history("leak").version()).isEqualTo(1);
    versions.backToShipped("suzuki", "leak", 1, "元がよい");

    RunbookHistory history = versions.history("leak");
    assertThat(history.changes())
        .extracting(RunbookChange::by, RunbookChange::why)
        .containsExactly(tuple("sato", "訓練で分かった"), tuple("suzuki", "元がよい"));
    assertThat(history.at(1).orElseThrow().check().getLast().words().english()).isEqualTo("電話する");
    assertThat(history.inForce().orElseThrow().saysTheSame(SHIPPED)).isTrue();
    assertThat(audited("replace-runbook"))
        .containsExactly(
            "replace-runbook leak version 1", "replace-runbook leak version 2 shipped");
  }

  @Test
  void anIncidentKeepsTheVersionItIsWorkedByUntilTheNewerOneIsTakenOver() {
    runbooks.tick(id, "sato", FIRST, "");
    runbooks.tick(id, "sato", SECOND, "");
    String kept = SHIPPED.text(Locale.JAPANESE).check();
    versions.write(
        "suzuki",
        "leak",
        0,
        new Runbook.Text(TEXT.avoid(), "先に電話する\n" + kept, "別のことをする"),
        Locale.JAPANESE,
        "訓練で分かった");

    WorkedRunbook before = leak();
    assertThat(before.runbook()).isEqualTo(SHIPPED);
    assertThat(before.newer()).isEqualTo(versions.inForce("leak").orElseThrow());
    refused("runbook.stale", () -> runbooks.takeOver(id, "suzuki", "leak", 7));
    runbooks.takeOver(id, "suzuki", "leak", 1);
    runbooks.takeOver(id, "sato", "leak", 1);

    WorkedRunbook after = leak();
    assertThat(after.newer()).isNull();
    assertThat(after.runbook().check().get(1).id()).as("not shifted").isEqualTo(FIRST);
    assertThat(runbooks.of(id).ticks()).containsOnlyKeys(FIRST, SECOND);
    assertThat(after.runbook().step(SECOND)).as("in the record only").isEmpty();
    runbooks.untick(id, "sato", SECOND);
    refused("runbook.unknown", () -> runbooks.tick(id, "sato", SECOND, ""));
  }

  @Test
  void whatNobodyHasWorkedByYetIsAsItIsInForce() {
    versions.write("suzuki", "leak", 0, new Runbook.Text("", "これだけ", ""), Locale.JAPANESE, "短くする");

    WorkedRunbook worked = leak();
    assertThat(worked.newer()).isNull();
    assertThat(worked.runbook().steps())
        .extracting(step -> step.words().japanese())
        .containsExactly("これだけ");
    refused("runbook.unknown", () -> runbooks.tick(id, "sato", FIRST, ""));
  }

  @Test
  void theGeneralOneServesKindsWithoutTheirOwnAndStaysOnceWorkedBy() {
    var statement = new PersonStatement(ReportedKind.OTHER, "何か", Interval.at(Statements.START));
    IncidentId other =
        rooms
            .incidents()
            .report(statement.first("sato", Statements.START, Statements.START), "sato")
            .incident()
            .id();
    assertThat(kinds(other)).containsExactly(Runbook.GENERAL);
    Runbook general = Runbook.shipped(Runbook.GENERAL).orElseThrow();
    runbooks.tick(other, "sato", general.steps().getFirst().id(), "");
    versions.write("sato", "other", 0, new Runbook.Text("", "見る", ""), Locale.JAPANESE, "要る");

    assertThat(kinds(other)).containsExactly("other", Runbook.GENERAL);
    versions.backToShipped("sato", "other", 1, "要らない");
    assertThat(kinds(other)).containsExactly(Runbook.GENERAL);
  }

  private List<String> kinds(IncidentId incident) {
    return runbooks.runbooks(rooms.incidents().required(incident), runbooks.of(incident)).stream()
        .map(each -> each.runbook().kind())
        .toList();
  }

  private WorkedRunbook leak() {
    return runbooks.runbooks(rooms.incidents().required(id), runbooks.of(id)).stream()
        .filter(each -> each.runbook().kind().equals("leak"))
        .findFirst()
        .orElseThrow();
  }

  private void write(int readVersion, Runbook.Text text, String why) {
    versions.write("suzuki", "leak", readVersion, text, Locale.JAPANESE, why);
  }

  private static String numbered(int lines) {
    return IntStream.range(0, lines).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
  }

  /** What the audit says of such deeds, first first. */
  private List<String> audited(String action) {
    return rooms.part(Audit.class).before(Long.MAX_VALUE).reversed().stream()
        .filter(entry -> entry.action().startsWith(action))
        .map(entry -> entry.action() + " " + entry.target())
        .toList();
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

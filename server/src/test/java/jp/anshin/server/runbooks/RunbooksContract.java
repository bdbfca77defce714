package jp.anshin.server.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import jp.anshin.incident.IncidentId;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ticks on an incident; the same on every database. */
abstract class RunbooksContract {

  private static final String FIRST = "leak.check.1";
  private static final String SECOND = "leak.act.1";

  private Rooms rooms;
  private Runbooks runbooks;
  private IncidentId id;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    runbooks = rooms.part(Runbooks.class);
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
        .hasEntrySatisfying(FIRST, ticked -> assertThat(ticked.japanese()).contains("最初のAS"));

    runbooks.untick(id, "suzuki", FIRST);
    assertThat(runbooks.of(id).ticks()).containsOnlyKeys(SECOND);
    assertThat(runbooks.of(id).events()).hasSize(3);
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().startsWith("runbook-"))
        .hasSize(3);
  }

  @Test
  void whatCannotBeTickedIsRefusedAndChangesNothing() {
    runbooks.tick(id, "sato", FIRST, "");
    refused("runbook.is-done", () -> runbooks.tick(id, "suzuki", FIRST, ""));
    refused("runbook.not-done", () -> runbooks.untick(id, "suzuki", SECOND));
    refused("runbook.unknown", () -> runbooks.tick(id, "suzuki", "power-failure.check.1", ""));
    refused("runbook.unknown", () -> runbooks.tick(id, "suzuki", "leak.avoid.1", ""));
    refused("input.not-storable", () -> runbooks.tick(id, "suzuki", SECOND, "\0"));
    refused("input.too-long", () -> runbooks.tick(id, "suzuki", SECOND, "あ".repeat(1001)));
    rooms
        .incidents()
        .accept(Statements.leak("15169", "701", 2, 1000, Statements.START.plusSeconds(600)));
    rooms.incidents().close(id, "sato", "終わった");
    refused("runbook.closed", () -> runbooks.tick(id, "suzuki", SECOND, ""));
    refused("runbook.closed", () -> runbooks.untick(id, "sato", FIRST));

    assertThat(runbooks.of(id).events()).hasSize(1);
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

package jp.anshin.server.verifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.Verification;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written after an accident; the same on every database. */
abstract class VerificationsContract {

  private static final LocalDate DUE = LocalDate.of(2017, 9, 30);

  private Rooms rooms;
  private Verifications verifications;
  private IncidentId id;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    verifications = rooms.part(Verifications.class);
    id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000)).id();
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void lessonsAndMeasuresAreKeptAndFollowedUntilDone() {
    assertThat(verifications.of(id)).isEqualTo(Verification.none(id));
    verifications.writeLessons(id, 0, "sato", "最大経路数の制限がなかった");
    verifications.writeLessons(id, 1, "suzuki", "最大経路数の制限を欠いていた");
    verifications.setMeasure(id, 2, "sato", 0, "最大経路数を制限する", "網運用部", DUE, List.of("別表第2＞第３＞１．（５）"));
    verifications.setMeasure(id, 3, "sato", 1, "全対向で制限する", "網運用部", DUE, List.of());
    verifications.setMeasure(id, 4, "sato", 0, "監視を加える", "監視部", DUE, List.of());
    verifications.done(id, 5, "suzuki", 1, "試験網で遮断を確認");

    Verification after = verifications.of(id);
    assertThat(after.lessons()).isEqualTo("最大経路数の制限を欠いていた");
    assertThat(after.measures()).extracting(Measure::what).containsExactly("全対向で制限する", "監視を加える");
    assertThat(after.open()).extracting(Measure::number).containsExactly(2);
    assertThat(after.measures().getFirst().done()).isNotNull();
    assertThat(after.measures().getLast().isOverdue(DUE)).isFalse();
    assertThat(after.measures().getLast().isOverdue(DUE.plusDays(1))).isTrue();
    assertThat(after.measures().getFirst().isOverdue(DUE.plusDays(1))).isFalse();
    assertThat(verifications.incidents(5)).containsExactly(id);
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().startsWith("verification-"))
        .hasSize(6);

    Verification again = verifications.reopen(id, 6, "sato", 1, "再発");
    assertThat(again.open()).hasSize(2);
  }

  @Test
  void whatCannotBeDoneIsRefusedAndChangesNothing() {
    verifications.setMeasure(id, 0, "sato", 0, "制限する", "網運用部", DUE, List.of());
    refused("verification.stale", () -> verifications.writeLessons(id, 0, "suzuki", "x"));
    refused("verification.empty", () -> verifications.writeLessons(id, 1, "suzuki", " "));
    refused(
        "verification.empty",
        () -> verifications.setMeasure(id, 1, "sato", 0, "x", " ", DUE, List.of()));
    refused(
        "measure.unknown",
        () -> verifications.setMeasure(id, 1, "sato", 2, "x", "y", DUE, List.of()));
    refused("measure.unknown", () -> verifications.done(id, 1, "sato", 2, "x"));
    refused("verification.empty", () -> verifications.done(id, 1, "sato", 1, ""));
    refused("verification.not-done", () -> verifications.reopen(id, 1, "sato", 1, "x"));
    verifications.done(id, 1, "sato", 1, "確認");
    refused("verification.is-done", () -> verifications.done(id, 2, "sato", 1, "再"));
    refused(
        "verification.is-done",
        () -> verifications.setMeasure(id, 2, "sato", 1, "x", "y", DUE, List.of()));
    refused("input.not-storable", () -> verifications.reopen(id, 2, "sato", 1, "\0"));
    refused("input.too-long", () -> verifications.writeLessons(id, 2, "sato", "あ".repeat(20_001)));

    assertThat(verifications.of(id).revision()).isEqualTo(2);
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

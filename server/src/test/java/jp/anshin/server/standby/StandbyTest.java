package jp.anshin.server.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import jp.anshin.server.store.PostgreSqlForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who said last which of two servers calls people, on both databases. */
final class StandbyTest {

  @TempDir Path directory;

  private static Standby started(OpenDatabase database, StationRole configured) {
    Clock clock = Clock.systemUTC();
    return new Standby(
        new ConfiguredRole(configured),
        database.jdbc(),
        database.transaction(),
        AuditOf.jdbc(database.jdbc(), clock),
        clock);
  }

  private List<DatabaseOptions> databases() {
    return List.of(new DatabaseOptions.H2File(directory), PostgreSqlForTests.emptyDatabase());
  }

  @Test
  void whoChangedItLastIsRightAlsoAfterARestart() {
    for (DatabaseOptions options : databases()) {
      try (var database = OpenDatabase.of(options)) {
        assertThat(started(database, StationRole.ACTIVE).isOn()).isFalse();
        assertThat(started(database, StationRole.ACTIVE).changes()).isEmpty();
        assertThat(started(database, StationRole.STANDBY).isOn()).isTrue();

        started(database, StationRole.STANDBY)
            .change("sato", StationRole.ACTIVE, "the other is down");
        assertThat(started(database, StationRole.STANDBY).isOn()).isFalse();

        assertThat(started(database, StationRole.ACTIVE).isOn()).isFalse();
        assertThat(started(database, StationRole.STANDBY).isOn()).isTrue();
        assertThat(started(database, StationRole.STANDBY).changes())
            .extracting(RoleChange::who, RoleChange::role)
            .containsExactly(
                org.assertj.core.groups.Tuple.tuple("configuration", StationRole.STANDBY),
                org.assertj.core.groups.Tuple.tuple("configuration", StationRole.ACTIVE),
                org.assertj.core.groups.Tuple.tuple("sato", StationRole.ACTIVE),
                org.assertj.core.groups.Tuple.tuple("configuration", StationRole.STANDBY));
        assertThat(AuditOf.jdbc(database.jdbc(), Clock.systemUTC()).before(Long.MAX_VALUE))
            .filteredOn(entry -> entry.who().equals("sato"))
            .singleElement()
            .satisfies(entry -> {
              assertThat(entry.action()).isEqualTo("change-role");
              assertThat(entry.target()).isEqualTo("active");
              assertThat(entry.why()).isEqualTo("the other is down");
            });
      }
    }
  }

  @Test
  void aChangeNeedsAReasonAndMustBeOne() {
    try (var database = OpenDatabase.of(new DatabaseOptions.H2File(directory))) {
      Standby standby = started(database, StationRole.ACTIVE);

      refused("standby.why-missing", standby, StationRole.STANDBY, " ");
      refused("standby.why-long", standby, StationRole.STANDBY, "x".repeat(501));
      refused("standby.role-same", standby, StationRole.ACTIVE, "twice");
      assertThat(standby.isOn()).isFalse();
      assertThat(standby.changes()).isEmpty();
    }
  }

  private static void refused(String code, Standby standby, StationRole to, String why) {
    assertThatThrownBy(() -> standby.change("sato", to, why))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

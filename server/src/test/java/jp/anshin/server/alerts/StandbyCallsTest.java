package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.standby.Standby;
import jp.anshin.server.standby.StationRole;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two servers that detect the same one calls, and the other takes over when it is told to. */
final class StandbyCallsTest {

  @TempDir Path directory;

  private static void look(Rooms rooms) {
    rooms.part(CallClock.class).round();
    rooms.part(WarningClock.class).round();
  }

  @Test
  void aStandbyDetectsAndCallsNobodyUntilItIsMadeActive() {
    var options = new DatabaseOptions.H2File(directory);
    try (var rooms = new Rooms(options, false, true)) {
      rooms.at(Statements.START);
      Standby standby = rooms.part(Standby.class);
      standby.change("sato", StationRole.STANDBY, "the other one calls");
      var id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 90_000)).id();

      look(rooms);

      assertThat(rooms.incidents().open()).hasSize(1);
      assertThat(rooms.part(Calls.class).lasting()).isEmpty();
      assertThat(rooms.part(Alerts.class).count()).isZero();

      standby.change("sato", StationRole.ACTIVE, "the other one is down");
      look(rooms);

      assertThat(rooms.part(Calls.class).lasting())
          .singleElement()
          .satisfies(each -> assertThat(each.call().incident()).isEqualTo(id));
      int told = rooms.part(Alerts.class).count();
      assertThat(told).isPositive();

      standby.change("sato", StationRole.STANDBY, "back to the other one");
      rooms.incidents().accept(Statements.leak("2914", "701", 1, 90_000));
      rooms.at(Statements.START.plusSeconds(7_200));
      look(rooms);

      assertThat(rooms.part(Alerts.class).count()).isEqualTo(told);
    }
  }
}

package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An outside service hears of us while all is well, and only then. */
final class HeartbeatTest {

  private static final Instant NOW = Statements.START.plus(Duration.ofHours(1));

  @TempDir Path directory;
  private Receivers receivers;
  private Rooms rooms;

  @BeforeEach
  void start() {
    receivers = new Receivers();
    open(directory);
  }

  private void open(Path disk) {
    URI url = receivers.webhook().url();
    rooms =
        new Rooms(
            new DatabaseOptions.H2File(directory),
            false,
            true,
            new AlertOptions(
                "",
                null,
                List.of(),
                List.of(),
                new AlertOptions.Heartbeat(url, Duration.ofMinutes(1), disk, true),
                AlertOptions.OnCall.DEFAULT));
    rooms.at(NOW);
    rooms.part(Feeds.class).looked();
  }

  @AfterEach
  void stop() {
    rooms.close();
    receivers.close();
  }

  @Test
  void itIsHeardWhileAllIsWell() {
    assertThat(beat()).isEmpty();
    assertThat(beat()).isEmpty();

    assertThat(receivers.posts).hasSize(2);
  }

  @Test
  void nothingIsHeardWhenTheFeedsAreNotLookedAt() {
    rooms.at(NOW.plus(Heartbeat.LOOKED_MAX).plusSeconds(1));
    assertThat(beat()).isEqualTo("ill-feeds");
    assertThat(receivers.posts).isEmpty();

    rooms.part(Feeds.class).looked();
    assertThat(beat()).isEmpty();
  }

  @Test
  void nothingIsHeardWhenTheDatabaseTakesNothing() {
    rooms.part(JdbcClient.class).sql("drop table alert_heartbeat").update();

    assertThat(beat()).isEqualTo("ill-database");
    assertThat(receivers.posts).isEmpty();
  }

  @Test
  void nothingIsHeardWhenTheDiskIsNotKnown() {
    rooms.close();
    open(directory.resolve("gone"));

    assertThat(beat()).isEqualTo("ill-disk");
    assertThat(receivers.posts).isEmpty();
  }

  @Test
  void whoDoesNotHearItIsShownWithoutTheAddress() {
    assertThat(beat()).isEmpty();
    receivers.status = 404;
    rooms.at(NOW.plusSeconds(60));

    assertThat(beat()).isEqualTo("webhook-status");
    Heartbeat.State state = rooms.part(Heartbeat.class).state().orElseThrow();
    assertThat(Objects.requireNonNull(state.last()).heardAt()).isEqualTo(NOW);
    assertThat(state.toString()).contains("127.0.0.1").doesNotContain("hidden");
    receivers.close();
    assertThat(beat()).isEqualTo("webhook-unreachable");
    assertThat(rooms.part(Heartbeat.class).state().toString()).doesNotContain("hidden");
  }

  private String beat() {
    Heartbeat heartbeat = rooms.part(Heartbeat.class);
    heartbeat.beat();
    return Objects.requireNonNull(heartbeat.state().orElseThrow().last()).fault();
  }
}

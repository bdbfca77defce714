package jp.anshin.server.determinations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.Verdict;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.reports.Drafts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the whole server, whose parts are made only when they are needed. */
class ServerJudgesTest {

  @TempDir Path directory;

  @Test
  void theFirstStatementIsJudgedAndDraftedAndTimeIsWatchedWhileTheServerRuns() {
    OpenIncidentClock clock;
    IncidentId id;
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      clock = server.part(OpenIncidentClock.class);
      assertThat(clock.isRunning()).isTrue();
      id = server.incidents().accept(Statements.leak("15169", "701", 1, 1000)).id();
      assertThat(server.part(Determinations.class).latest(id))
          .get()
          .extracting(judged -> judged.determination().verdict())
          .isEqualTo(Verdict.UNDETERMINED);
      assertThat(server.part(Drafts.class).latest(id)).isNotEmpty();
    }
    assertThat(clock.isRunning()).isFalse();
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      assertThat(server.part(Determinations.class).history(id)).hasSize(1);
    }
  }
}

package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import jp.anshin.incident.Incident;
import jp.anshin.route.search.Match;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.backup.Backup;
import jp.anshin.server.backup.Restore;
import jp.anshin.server.evidence.EvidenceReader;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.RouteQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a server in the middle of a leak, put back while the first one is gone. */
final class BackupOfTheWatchTest {

  @TempDir Path scratch;

  private AnshinServer server(Path data) {
    return AnshinServer.start(
        ServerOptions.local(data)
            .receiving(LeakStory.loopback())
            .knowing(LeakStory.relations(), List.of())
            .asSimulation());
  }

  @Test
  void theRestoredServerGoesOnWithTheSameIncidentAndTables() throws Exception {
    Path data = scratch.resolve("data");
    Path restored = scratch.resolve("restored");
    Path archive = scratch.resolve("backup.zip");
    Incident leak;
    try (var server = server(data);
        var router = PlayedRouter.connect(server.bmpPort(), 21)) {
      var verdict = new Verdict(server, 21, router);
      LeakStory.baseline(router, "tokyo-1");
      LeakStory.leak(router, LeakStory.LEAK);
      verdict.isOneLeak("15169", "701", LeakStory.LEAKED);
      leak = server.incidents().open().getFirst();

      var made = Backup.of(data).write(archive, true, "test", Clock.systemUTC());

      assertThat(made.manifest().files())
          .extracting(file -> file.name())
          .contains("watch/snapshot", "journal/0000000000000001.journal");
      var holdings = made.manifest().holdings();
      assertThat(holdings).isNotNull();
      assertThat(holdings.incidentsOpen()).isEqualTo(1);
    }
    new Restore(archive).into(restored);

    try (var server = server(restored);
        var router = PlayedRouter.connect(server.bmpPort(), 21)) {
      Await.until("what was read is read again", () -> server.part(Intake.class).isCaughtUp());
      assertThat(server.incidents().open()).containsExactly(leak);
      assertThat(server.part(EvidenceReader.class).read(leak, 0).bytes()).isNotEmpty();
      var table = server.part(LookingGlass.class).look(RouteQuestion.read("0.0.0.0/0", false));
      assertThat(table.count(Match.SPECIFIC).routes()).isEqualTo(2L * LeakStory.ROUTES);
      assertThat(server.part(Feeds.class).blindIntervals(100))
          .extracting(BlindInterval::reason)
          .doesNotContain("watch-state-lost", "journal-damaged");
      assertThat(server.part(Audit.class).before(Long.MAX_VALUE))
          .filteredOn(entry -> entry.action().equals("restore-backup"))
          .singleElement()
          .satisfies(entry -> assertThat(entry.target()).contains("version test"));

      LeakStory.table(router, "tokyo-1", LeakStory.LEAK.plusSeconds(480));
      router.quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(481), 180).flush();
      Await.until("the end", () -> server.incidents().open().isEmpty());
      assertThat(server.incidents().latest(10)).hasSize(1);
    }
    try (var again = server(restored)) { // the note was taken; what came in since is where it was
      assertThat(again.part(Audit.class).before(Long.MAX_VALUE))
          .filteredOn(entry -> entry.action().equals("restore-backup"))
          .hasSize(1);
      assertThat(again.incidents().latest(10)).hasSize(1);
    }
  }
}

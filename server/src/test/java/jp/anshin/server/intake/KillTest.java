package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.anshin.core.Detection;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.journal.JournalPosition;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.evidence.EvidenceReader;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

  @TempDir Path directory;

  @Test
  void anOpenIncidentGoesOnUnderItsIdAfterAKillAndEnds() throws Exception {
    var process = start();
    IncidentId id;
    try (var output = reader(process)) {
      int port = Integer.parseInt(await(output, "port "));
      try (var router = PlayedRouter.connect(port, 11)) {
        LeakStory.baseline(router, "tokyo-1");
        LeakStory.leak(router, LeakStory.LEAK);
        id = new IncidentId(await(output, "incident "));
        var sending = new AtomicBoolean(true);
        var sender = Thread.ofVirtual().start(() -> sendOn(router, sending));
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        sending.set(false);
        sender.join();
      }
    } finally {
      process.destroyForcibly();
    }
    long written = messagesInJournal();

    try (var server = AnshinServer.start(options())) {
      Await.until("read again", () -> server.part(Intake.class).isCaughtUp());
      assertThat(server.incidents().open())
          .singleElement()
          .satisfies(incident -> assertThat(incident.id()).isEqualTo(id));
      assertThat(server.part(Feeds.class).all())
          .singleElement()
          .satisfies(feed -> {
            assertThat(feed.status()).isEqualTo(FeedState.Status.DOWN);
            assertThat(feed.name()).isEqualTo("tokyo-1");
          });
      assertThat(server.part(Feeds.class).blindIntervals(10))
          .extracting(BlindInterval::feed)
          .contains("", "127.0.0.11");
      assertThat(messagesRead(server)).isEqualTo(2 * LeakStory.ROUTES);
      assertThat(written).isPositive();

      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        Instant later = LeakStory.LEAK.plusSeconds(480);
        LeakStory.table(router, "tokyo-1", later);
        router.quiet(LeakStory.FIRST, later.plusSeconds(1), 240);
        Await.until("the end", () -> server.incidents().open().isEmpty());
      }
      assertThat(server.incidents().latest(10))
          .singleElement()
          .satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(id);
            assertThat(incident.status()).isEqualTo(IncidentStatus.RESTORED);
          });
      var incident = server.incidents().required(id);
      assertThat(incident.detections()).singleElement().matches(Detection::hasEnded);
      var view = server.part(EvidenceReader.class).read(incident, 0);
      assertThat(view.decoded())
          .contains("peer: 192.0.2.1 AS701", "AS_PATH: 701 15169 2914 64496")
          .anyMatch(line -> line.startsWith("announced (50): 10.0.0.0/24 10.0.1.0/24"));
      assertThat(server.part(Feeds.class).blindIntervals(10))
          .filteredOn(interval -> interval.reason().equals("server-down"))
          .hasSize(2)
          .allSatisfy(interval -> assertThat(interval.until()).isNotNull());
    }
  }

  private ServerOptions options() {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(LeakStory.relations(), List.of())
        .asSimulation();
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            directory.toString(),
            "0")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String await(BufferedReader output, String beginning) throws Exception {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new AssertionError("the server ended before it said " + beginning);
  }

  private static void sendOn(PlayedRouter router, AtomicBoolean sending) {
    try {
      for (int second = 30; sending.get(); second++) {
        router.quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(second), 1);
      }
    } catch (IOException gone) {
      sending.set(false); // the station was killed
    }
  }

  private long messagesInJournal() throws Exception {
    long messages = 0;
    try (var journal = Journal.open(directory.resolve("journal"), JournalOptions.DEFAULT);
        var reader = journal.read(JournalPosition.START)) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        messages += record.kind() == RecordKind.MESSAGE ? 1 : 0;
      }
    }
    return messages;
  }

  private static long messagesRead(AnshinServer server) {
    return server.part(Feeds.class).all().stream()
        .flatMap(feed -> feed.peers().stream())
        .mapToLong(FeedState.Peer::routes)
        .sum();
  }
}

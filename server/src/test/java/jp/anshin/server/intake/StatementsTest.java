package jp.anshin.server.intake;

import static jp.anshin.server.incidents.Statements.START;
import static jp.anshin.server.incidents.Statements.leak;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jp.anshin.core.Detection;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

class StatementsTest {

  @TempDir Path directory;

  @Test
  void anEndThatComesWithFewerRevisionsAtTheSecondReadingIsKeptAllTheSame() {
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      var incidents = server.incidents();
      for (int revision = 1; revision <= 7; revision++) {
        incidents.accept(leak("15169", "701", revision, 1_000L * revision));
      }
      var statements = new Statements(incidents::accept, refused -> {}, new CountDownLatch(1));
      statements.beginReadingAgain();
      statements.accept(leak("15169", "701", 1, 1_000));
      statements.accept(leak("15169", "701", 2, 7_000));
      assertThat(incidents.open()).hasSize(1);

      statements.accept(leak("15169", "701", 3, 7_000, START.plusSeconds(480)));
      statements.endReadingAgain();

      assertThat(incidents.open()).isEmpty();
      assertThat(incidents.latest(5)).hasSize(1);
    }
  }

  @Test
  void whatIsStatedAgainWithoutNewsChangesNothing() {
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      var incidents = server.incidents();
      var statements = new Statements(incidents::accept, refused -> {}, new CountDownLatch(1));
      statements.accept(leak("15169", "701", 1, 1_000));
      statements.accept(leak("15169", "701", 1, 1_000));

      assertThat(incidents.counts(incidents.open().getFirst().id())).hasSize(1);
    }
  }

  @Test
  void aDatabaseThatRefusesIsAskedAgainUntilItTakesTheStatement() {
    var taken = new ArrayList<Detection>();
    var attempts = new AtomicInteger();
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      var statements =
          new Statements(
              stated -> {
                if (attempts.incrementAndGet() == 1) {
                  throw new DataAccessResourceFailureException("the disk is full");
                }
                taken.add(stated);
                return server.incidents().accept(stated);
              },
              refused -> {},
              new CountDownLatch(1));
      var stated = leak("15169", "701", 1, 1_000);
      statements.accept(stated);

      assertThat(taken).isEqualTo(List.of(stated));
      assertThat(attempts).hasValue(2);
    }
  }
}

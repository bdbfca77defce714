package jp.anshin.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 during sustained writes. The process that writes is killed as soon as an acknowledgement
 * was read; then database and journal are opened again and everything acknowledged is looked for.
 */
final class KillTest {

  /** All of them where everything must be shown; a fifth where a colleague waits. */
  private static final int KILLS = "1".equals(System.getenv("ANSHIN_REQUIRE_PEERS")) ? 200 : 40;

  private static final int KILLS_OF_A_CLIENT = 20;

  /** From the first statement of a life to some hundred writes by six threads. */
  private static final int ACKNOWLEDGEMENTS_MIN = 4;

  private static final int ACKNOWLEDGEMENTS_SPREAD = 120;

  /** What the requirement allows between an acknowledgement and the kill. */
  private static final Duration KILL_WITHIN = Duration.ofMillis(100);

  @TempDir Path scratch;

  @Test
  void nothingAcknowledgedIsLostWhenAServerOnH2IsKilled() throws Exception {
    var options = new DatabaseOptions.H2File(scratch.resolve("database"));
    kill(KILLS, options, List.of(options.directory().toString()));
  }

  @Test
  void nothingAcknowledgedIsLostWhenAClientOfPostgreSqlIsKilled() throws Exception {
    DatabaseOptions.PostgreSql options = PostgreSqlForTests.emptyDatabase();
    kill(KILLS_OF_A_CLIENT, options, List.of(options.url(), options.user(), options.password()));
  }

  @Test
  void aDatabaseThatAnotherProcessHasOpenIsRefused() throws Exception {
    var options = new DatabaseOptions.H2File(scratch.resolve("database"));
    var codes = new ArrayList<String>();
    List<String> place = List.of(options.directory().toString());

    new KilledProcess(scratch)
        .liveUntil(
            ACKNOWLEDGEMENTS_MIN,
            arguments(0, 0, scratch.resolve("journal"), place),
            () -> codes.add(codeOfOpening(options)));

    assertThat(codes).containsExactly("start.database-in-use");
    Database.open(options).close();
  }

  private static String codeOfOpening(DatabaseOptions options) {
    try {
      Database.open(options).close();
      return "opened";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  private void kill(int kills, DatabaseOptions options, List<String> place) throws Exception {
    var random = new Random(20170825);
    Path journal = scratch.resolve("journal");
    var process = new KilledProcess(scratch);
    process.train(arguments(0, 5, scratch.resolve("trained-journal"), trained(place)));
    var all = new ArrayList<Acknowledgement>();
    for (int life = 0; life < kills; life++) {
      int until = ACKNOWLEDGEMENTS_MIN + random.nextInt(ACKNOWLEDGEMENTS_SPREAD);
      List<Acknowledgement> heard = process.liveUntil(until, arguments(life, 0, journal, place));
      all.addAll(heard);
      Survival.check(options, journal, life, heard);
    }
    Survival.check(options, journal, kills - 1, all);
    assertThat(all.stream().map(Acknowledgement::what).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Acknowledgement.What.class));
    assertThat(process.slowestKill()).isLessThan(KILL_WITHIN);
  }

  /** The JVM is trained on a database of its own. */
  private List<String> trained(List<String> place) {
    if (place.size() == 1) {
      return List.of(scratch.resolve("trained-database").toString());
    }
    DatabaseOptions.PostgreSql other = PostgreSqlForTests.emptyDatabase();
    return List.of(other.url(), other.user(), other.password());
  }

  private static List<String> arguments(int life, int writesMax, Path journal, List<String> place) {
    var arguments =
        new ArrayList<>(
            List.of(Integer.toString(life), Integer.toString(writesMax), journal.toString()));
    arguments.addAll(place);
    return arguments;
  }
}

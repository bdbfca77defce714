package jp.anshin.server.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.AsNumber;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator's files promise, on whichever database. */
abstract class OperatorFilesContract {

  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00.123456Z");
  private static final LocalDate DAY = LocalDate.of(2017, 8, 25);

  private static final String MINIMAL =
      """
      # who we are
      name: {ja: 例, en: Example}
      systems: [{as: 64500}]
      prefixes: [{prefix: 192.0.2.0/24}]
      services: [{id: internet, name: {ja: 網, en: Net}, category: other}]
      """;

  private final List<Object> published = new ArrayList<>();
  private OpenDatabase database;
  private Audit audit;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    audit = AuditOf.jdbc(database.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nobodyHasSaidWhoWeAre() {
    OperatorFiles files = startedWith("");

    assertThat(files.current()).isEmpty();
    assertThat(files.on(DAY)).isEmpty();
    assertThat(files.history()).isEmpty();
    assertThat(startedWith(" \n").history()).isEmpty();
  }

  @Test
  void theConfigurationsFileIsTheFirstVersionAndOnlyOnce() {
    startedWith(MINIMAL);
    OperatorFiles files = startedWith(MINIMAL);

    assertThat(files.history())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.version()).isEqualTo(1);
          assertThat(file.text()).isEqualTo(MINIMAL);
          assertThat(file.savedBy()).isEqualTo("configuration");
          assertThat(file.savedAt()).isEqualTo(NOW);
        });
    assertThat(files.on(DAY).orElseThrow().systems()).containsExactly(new AsNumber(64500));
    assertThat(entries()).extracting(AuditEntry::who).containsExactly("configuration");
  }

  @Test
  void anEditOutlivesARestartUntilTheConfigurationsFileChanges() throws Exception {
    String edited = MINIMAL.replace("64500", "64501");
    String changed = MINIMAL.replace("64500", "64502");
    startedWith(MINIMAL).replace("sato", 1, edited);

    assertThat(startedWith(MINIMAL).current().orElseThrow().text()).isEqualTo(edited);
    assertThat(startedWith("").current().orElseThrow().text()).isEqualTo(edited);
    OperatorFiles files = startedWith(changed);
    assertThat(files.current().orElseThrow().text()).isEqualTo(changed);
    assertThat(files.history())
        .extracting(OperatorFile::savedBy)
        .containsExactly("configuration", "sato", "configuration");
    assertThat(startedWith(changed).history()).hasSize(3);
  }

  @Test
  void anEditIsKeptAsItWasWrittenWithWhoWhenAndWhy() throws Exception {
    OperatorFiles files = startedWith("");

    OperatorFile saved = files.replace("sato", 0, MINIMAL, "最初の登録");

    assertThat(saved.version()).isEqualTo(1);
    assertThat(files.current()).contains(saved);
    assertThat(files.history()).containsExactly(saved);
    assertThat(published).containsExactly(new OperatorFileChanged(saved));
    assertThat(entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.who()).isEqualTo("sato");
          assertThat(entry.action()).isEqualTo("replace-operator-file");
          assertThat(entry.target()).contains("version 1 sha256 ");
          assertThat(entry.why()).isEqualTo("最初の登録");
        });
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void whoReadAnEarlierVersionIsRefused() throws Exception {
    OperatorFiles files = startedWith(MINIMAL);
    files.replace("sato", 1, MINIMAL + "# two\n");
    published.clear();

    assertThatThrownBy(() -> files.replace("suzuki", 1, MINIMAL + "# mine\n"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("operator-file.stale");
              assertThat(refusal.sentence(Locale.JAPANESE)).contains("第1版", "第2版");
            });
    assertThat(files.current().orElseThrow().version()).isEqualTo(2);
    assertThat(entries()).hasSize(2);
    assertThat(published).isEmpty();
  }

  @Test
  void aFaultyTextIsToldWholeAndChangesNothing() {
    OperatorFiles files = startedWith(MINIMAL);
    String faulty = MINIMAL.replace("64500", "none").replace("192.0.2.0/24", "192.0.2.1/24");

    assertThatThrownBy(() -> files.replace("sato", 1, faulty))
        .isInstanceOfSatisfying(
            FaultyTextException.class,
            told ->
                assertThat(told.faults())
                    .extracting(fault -> fault.place().line())
                    .containsExactly(3, 4));
    assertThat(files.history()).hasSize(1);
    assertThat(published).isEmpty();
  }

  @Test
  void aFaultyFileOfTheConfigurationIsToldWithEveryPlaceInBothLanguages() {
    String faulty = MINIMAL.replace("64500", "none").replace("192.0.2.0/24", "192.0.2.1/24");

    assertThatThrownBy(() -> startedWith(faulty))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("start.operator-file-faulty");
              assertThat(refusal.sentence(Locale.ENGLISH)).contains("\n3:", "\n4:");
              assertThat(refusal.sentence(Locale.JAPANESE)).contains("\n3:", "\n4:", "直して");
            });
    assertThat(entries()).isEmpty();
  }

  @Test
  void ofManyWhoReadTheSameVersionOneSaves() throws Exception {
    OperatorFiles files = startedWith(MINIMAL);
    int writers = 8;
    var attempts = new ArrayList<Callable<String>>();
    for (int writer = 0; writer < writers; writer++) {
      String text = MINIMAL + "# writer " + writer + "\n";
      attempts.add(() -> outcome(files, text));
    }
    var outcomes = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (Future<String> attempt : threads.invokeAll(attempts)) {
        outcomes.add(attempt.get());
      }
    }

    assertThat(outcomes).containsOnlyOnce("saved").filteredOn("stale"::equals).hasSize(writers - 1);
    assertThat(files.history()).extracting(OperatorFile::version).containsExactly(1, 2);
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void theExampleIsKeptWhole() throws Exception {
    OperatorFile saved = startedWith("").replace("sato", 0, OperatorText.example());

    assertThat(startedWith("").current()).contains(saved);
  }

  private static String outcome(OperatorFiles files, String text) throws FaultyTextException {
    try {
      files.replace("sato", 1, text);
      return "saved";
    } catch (Refusal refusal) {
      return refusal.code().equals("operator-file.stale") ? "stale" : refusal.code();
    }
  }

  private List<AuditEntry> entries() {
    return audit.before(Long.MAX_VALUE);
  }

  private OperatorFiles startedWith(String configured) {
    return new OperatorFiles(
        new OperatorFileStore(database.jdbc()),
        database.transaction(),
        audit,
        published::add,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new ConfiguredOperator(configured));
  }
}

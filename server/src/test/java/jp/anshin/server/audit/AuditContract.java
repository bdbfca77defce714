package jp.anshin.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit promises, on whichever database. */
abstract class AuditContract {

  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00.123456789Z");

  /** More than a page, so that the chain is followed over pages. */
  private static final int ENTRIES = Audit.PAGE_MAX + 50;

  private OpenDatabase database;
  private Audit audit;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    audit = new Audit(database.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anEmptyAuditIsWhole() {
    assertThat(audit.firstBroken()).isEmpty();
    assertThat(audit.before(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whoWhatWhenAndWhyAreKeptAsTheyWere() {
    record("佐藤", "note", "20170825-0322-9f3a1c04", "701に電話した ' \" \n");

    assertThat(audit.before(Long.MAX_VALUE))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.sequence()).isEqualTo(1);
          assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-24T03:00:00.123456Z"));
          assertThat(entry.who()).isEqualTo("佐藤");
          assertThat(entry.target()).isEqualTo("20170825-0322-9f3a1c04");
          assertThat(entry.why()).isEqualTo("701に電話した ' \" \n");
          assertThat(entry.isIntactAfter(AuditEntry.NOTHING_BEFORE)).isTrue();
        });
  }

  @Test
  void pagesGoBackFromTheLatest() {
    fill();

    assertThat(audit.before(Long.MAX_VALUE)).hasSize(Audit.PAGE_MAX);
    assertThat(audit.before(Long.MAX_VALUE).getFirst().sequence()).isEqualTo(ENTRIES);
    assertThat(audit.before(51)).hasSize(50);
    assertThat(audit.before(51).getLast().sequence()).isEqualTo(1);
    assertThat(audit.before(1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_entry set why = 'another' where sequence = 5 | 5",
        "update audit_entry set who = 'mallory' where sequence = 1 | 1",
        "update audit_entry set at = at + interval '1' second where sequence = 230 | 230",
        "update audit_entry set action = target, target = action where sequence = 7 | 7",
        "delete from audit_entry where sequence = 1 | 1",
        "delete from audit_entry where sequence = 200 | 200",
        "update audit_entry set hash = previous_hash where sequence = 9 | 9"
      })
  void aChangedOrDeletedEntryBreaksTheChainWhereItWas(String tampering, long broken) {
    fill();
    assertThat(audit.firstBroken()).isEmpty();

    assertThat(database.jdbc().sql(tampering).update()).isEqualTo(1);

    assertThat(audit.firstBroken()).hasValue(broken);
  }

  @Test
  void exchangedEntriesBreakTheChain() {
    fill();
    database.jdbc().sql("update audit_entry set sequence = 0 where sequence = 10").update();
    database.jdbc().sql("update audit_entry set sequence = 10 where sequence = 11").update();
    database.jdbc().sql("update audit_entry set sequence = 11 where sequence = 0").update();

    assertThat(audit.firstBroken()).hasValue(10);
  }

  @Test
  void anInsertedEntryBreaksTheChain() {
    fill();
    database
        .jdbc()
        .sql(
            "insert into audit_entry select ?, at, who, action, target, 'forged', previous_hash,"
                + " hash from audit_entry where sequence = ?")
        .params(ENTRIES + 1L, (long) ENTRIES)
        .update();

    assertThat(audit.firstBroken()).hasValue(ENTRIES + 1L);
  }

  @Test
  void anEntryNeedsATransactionAndGoesWithIt() {
    assertThatThrownBy(() -> audit.record("sato", "note", "x", ""))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            database
                .transaction()
                .executeWithoutResult(status -> {
                  audit.record("sato", "note", "x", "");
                  throw new IllegalStateException("planted");
                }))
        .hasMessage("planted");

    assertThat(audit.before(Long.MAX_VALUE)).isEmpty();
    record("sato", "note", "x", "");
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    int writers = 8;
    int each = 30;
    var work = new ArrayList<Callable<Integer>>();
    for (int writer = 0; writer < writers; writer++) {
      String who = "writer" + writer;
      work.add(() -> {
        for (int number = 0; number < each; number++) {
          record(who, "note", "x", Integer.toString(number));
        }
        return each;
      });
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(each);
      }
    }

    assertThat(audit.firstBroken()).isEmpty();
    assertThat(audit.before(Long.MAX_VALUE).getFirst().sequence()).isEqualTo((long) writers * each);
  }

  private void fill() {
    database
        .transaction()
        .executeWithoutResult(status -> {
          for (int number = 1; number <= ENTRIES; number++) {
            audit.record("sato", "note", "target " + number, "because " + number);
          }
        });
  }

  private void record(String who, String action, String target, String why) {
    database.transaction().executeWithoutResult(status -> audit.record(who, action, target, why));
  }
}

package jp.anshin.server.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of findings, on whichever database. */
abstract class FindingsContract {

  private static final Instant START = Instant.parse("2026-11-24T02:00:00.123456Z");

  private OpenDatabase database;
  private Findings findings;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    findings = new Findings(new FindingStore(database.jdbc()), database.transaction());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theLatestRevisionOfEachIsKeptAsItWasAndWhatGoesOnStandsFirst() {
    Detection over = bogon("64500", 2, 0, START.plusSeconds(90));
    findings.accept(bogon("64500", 1, 0, null));
    findings.accept(over);
    findings.accept(bogon("64501", 1, -600, null));

    assertThat(findings.latest(10, 0)).containsExactly(bogon("64501", 1, -600, null), over);
    assertThat(findings.latest(1, 1)).containsExactly(over);
  }

  @Test
  void whatIsReadAgainAfterACrashChangesNothing() {
    Detection over = bogon("64500", 2, 0, START.plusSeconds(90));
    findings.accept(over);
    findings.accept(bogon("64500", 1, 0, null));
    findings.accept(over);

    assertThat(findings.latest(10, 0)).containsExactly(over);
  }

  @Test
  void oldOnesThatEndedMakeRoomAndWhatGoesOnStays() {
    var store = new FindingStore(database.jdbc());
    for (int i = 0; i < 5; i++) {
      store.insert(bogon("6450" + i, 1, i * 60, i == 0 ? null : START.plusSeconds(i * 60 + 30)));
    }
    store.leave(2);

    assertThat(findings.latest(10, 0))
        .extracting(each -> each.subject().key())
        .containsExactly("64500", "64504", "64503");
  }

  private static Detection bogon(
      String as, int revision, int offsetSeconds, @Nullable Instant ended) {
    Instant began = START.plusSeconds(offsetSeconds);
    return new Detection(
        new DetectionId("route:bogon-prefix:" + as + ":" + began),
        revision,
        "route",
        new TreeSet<>(Set.of("bogon-prefix")),
        new Subject("route-neighbour", as),
        Interval.at(began),
        began.plusSeconds(60),
        began.plusSeconds(60L + revision),
        ended,
        Certainty.LOW,
        new TreeMap<>(Map.of("routeCount", 1L)),
        new TreeMap<>(Map.of("prefixSample", List.of("10.0.0.0/8"))),
        List.of());
  }
}

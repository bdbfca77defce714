package jp.anshin.incident;

import static jp.anshin.incident.Leaks.leak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.TimelineEntry.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonStatementTest {

  private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");
  private static final Instant NOTICED = START.plusSeconds(300);
  private static final Instant STATED = START.plusSeconds(600);
  private static final PersonStatement POWER =
      new PersonStatement(ReportedKind.POWER_FAILURE, "大手町局の停電", Interval.at(START));

  private final Map<IncidentId, Incident> incidents = new LinkedHashMap<>();

  private void state(Detection detection) {
    Correlation.eventOf(incidents.values(), detection, false)
        .ifPresent(event ->
            incidents.compute(
                event.incident(),
                (id, before) ->
                    before == null
                        ? Incident.opened((IncidentOpened) event)
                        : before.after(event)));
  }

  private Incident only() {
    assertThat(incidents).hasSize(1);
    return incidents.values().iterator().next();
  }

  private Detection first() {
    return POWER.first("sato", NOTICED, STATED);
  }

  private List<String> timeline(Kind kind, Locale locale) {
    return only().timeline().stream()
        .filter(entry -> entry.kind() == kind)
        .map(entry -> entry.text().in(locale))
        .toList();
  }

  @Test
  void whatAPersonSaysIsToldInTheirWordsWithoutRoutes() {
    state(first());
    assertThat(only().headline().japanese()).isEqualTo("大手町局の停電（停電・電源の障害）");
    assertThat(only().headline().in(Locale.ENGLISH)).isEqualTo("大手町局の停電 (power failure)");
    assertThat(only().openedAt()).isEqualTo(NOTICED);
    assertThat(only().timeline())
        .extracting(TimelineEntry::kind)
        .containsExactly(Kind.STARTED, Kind.DETECTED);
    assertThat(timeline(Kind.DETECTED, Locale.JAPANESE)).containsExactly("登録した: 大手町局の停電（停電・電源の障害）");
    assertThat(only().timeline()).allSatisfy(entry -> assertThat(entry.by()).isEqualTo("sato"));
  }

  @Test
  void theSameBeginningAndTitleAreTheSameIncidentAndAnythingElseIsAnother() {
    state(first());
    state(POWER.first("suzuki", NOTICED.plusSeconds(9), STATED.plusSeconds(9)));
    assertThat(only().detections()).containsExactly(first());
    state(
        new PersonStatement(ReportedKind.POWER_FAILURE, "別の局の停電", POWER.startedAt())
            .first("sato", NOTICED, STATED));
    state(leak("15169>701", 1, 800, START, null));
    assertThat(incidents).hasSize(3);
  }

  @Test
  void itIsOverWhenThatPersonSaysSoAndGoesOnWhenThatIsTakenBack() {
    state(first());
    Instant end = START.plusSeconds(7200);
    state(PersonStatement.over(first(), end, "suzuki", "", end.plusSeconds(60)));
    assertThat(only().status()).isEqualTo(IncidentStatus.RESTORED);
    assertThat(only().restoredAt()).contains(end);
    assertThat(timeline(Kind.RESTORED, Locale.ENGLISH))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("power failure ended"));
    state(
        PersonStatement.again(
            only().detections().getFirst(), "sato", "別系統が止まっていた", end.plusSeconds(120)));
    assertThat(only().status()).isEqualTo(IncidentStatus.OPEN);
    assertThat(only().restoredAt()).isEmpty();
    assertThat(timeline(Kind.RESUMED, Locale.JAPANESE))
        .containsExactly("停電・電源の障害は続いている（復旧の登録を取り消した）");
    assertThat(only().timeline().getLast().by()).isEqualTo("sato");
  }

  @Test
  void aCorrectedBeginningTakesThePlaceOfTheWrongOneAndBothAreTold() {
    state(first());
    var corrected =
        new PersonStatement(
            ReportedKind.CABLE_CUT,
            "大手町局の回線断",
            new Interval(START.minusSeconds(86_400), START.minusSeconds(80_000)));
    state(corrected.correcting(first(), "suzuki", "年月日の誤り", STATED.plusSeconds(60)));
    assertThat(only().startedAt()).isEqualTo(corrected.startedAt());
    assertThat(only().timeline().getFirst().at()).isEqualTo(corrected.startedAt().earliest());
    assertThat(timeline(Kind.STARTED, Locale.ENGLISH))
        .containsExactly("cable cut or damaged began");
    assertThat(timeline(Kind.CORRECTED, Locale.JAPANESE))
        .singleElement()
        .satisfies(text ->
            assertThat(text).contains("「大手町局の停電」→「大手町局の回線断」", "停電・電源の障害 → ケーブルの切断・損傷", "発生 "));
    assertThat(only().headline().japanese()).isEqualTo("大手町局の回線断（ケーブルの切断・損傷）");
    // The same once more is no news.
    state(
        corrected.correcting(only().detections().getFirst(), "suzuki", "", STATED.plusSeconds(90)));
    assertThat(timeline(Kind.CORRECTED, Locale.JAPANESE)).hasSize(1);
  }

  @Test
  void whatIsCorrectedAfterItIsOverStaysOver() {
    state(first());
    Instant end = START.plusSeconds(7200);
    state(PersonStatement.over(first(), end, "suzuki", "", end));
    var corrected = new PersonStatement(ReportedKind.POWER_FAILURE, "停電", POWER.startedAt());
    state(corrected.correcting(only().detections().getFirst(), "sato", "", end.plusSeconds(9)));
    assertThat(only().restoredAt()).contains(end);
    assertThat(timeline(Kind.RESTORED, Locale.ENGLISH)).hasSize(1);
    assertThat(timeline(Kind.CORRECTED, Locale.ENGLISH)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "a\u2028b", "a\u202Eb", "a\u0000b"})
  void aTitleIsOneLineThatSaysSomething(String title) {
    assertThat(PersonStatement.isTitle(title)).isFalse();
    assertThatThrownBy(() -> new PersonStatement(ReportedKind.OTHER, title, Interval.at(START)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PersonStatement.isTitle("x".repeat(120))).isTrue();
    assertThat(PersonStatement.isTitle("x".repeat(121))).isFalse();
  }

  @Test
  void everyKindHasItsWords() {
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      var keys = ResourceBundle.getBundle("jp.anshin.incident.narration", locale).keySet();
      for (ReportedKind kind : ReportedKind.values()) {
        assertThat(keys).contains("kind." + kind.code());
        assertThat(ReportedKind.of(kind.code())).contains(kind);
      }
    }
  }
}

package jp.anshin.incident;

import static jp.anshin.incident.Leaks.START;
import static jp.anshin.incident.Leaks.leak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentClosed;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.impact.ImpactAnswer;
import org.junit.jupiter.api.Test;

class CorrelationTest {

  private static final Instant END = START.plusSeconds(8 * 60);

  private final Map<IncidentId, Incident> incidents = new LinkedHashMap<>();

  private void state(Detection detection) {
    Correlation.eventOf(incidents.values(), detection, true).ifPresent(this::happened);
  }

  private void happened(IncidentEvent event) {
    incidents.compute(
        event.incident(),
        (id, before) ->
            before == null ? Incident.opened((IncidentOpened) event) : before.after(event));
  }

  private Incident only() {
    assertThat(incidents).hasSize(1);
    return incidents.values().iterator().next();
  }

  @Test
  void aGrowingLeakIsOneIncidentUntilItIsRestored() {
    state(leak("15169>701", 1, 800, START, null));
    state(leak("15169>701", 2, 90_000, START, null));
    state(leak("15169>701", 3, 160_000, START, null));
    assertThat(only().status()).isEqualTo(IncidentStatus.OPEN);
    state(leak("15169>701", 4, 160_000, START, END));

    assertThat(only().status()).isEqualTo(IncidentStatus.RESTORED);
    assertThat(only().restoredAt()).contains(END);
    assertThat(only().headline().japanese()).isEqualTo("AS15169がAS701を通じて経路漏えい・経路の急増: 16万経路");
    assertThat(only().headline().in(Locale.ENGLISH))
        .isEqualTo("AS15169 through AS701: route leak and surge of routes of 160,000 routes");
    assertThat(only().timeline().getLast().text().japanese()).contains("2017年8月25日 12時30分00秒 JST");
  }

  @Test
  void twoLeaksAtOnceByTwoNetworksAreTwoIncidents() {
    state(leak("15169>701", 1, 800, START, null));
    state(leak("64500>2914", 1, 900, START.plusSeconds(3), null));
    assertThat(incidents).hasSize(2);
  }

  @Test
  void oneNetworkLeakingThroughTwoNeighboursAtOnceIsOneIncidentThatEndsWithTheLast() {
    state(leak("15169>701", 1, 800, START, null));
    state(leak("15169>2914", 1, 900, START.plusSeconds(3), null));
    state(leak("15169>701", 2, 800, START, END));
    assertThat(only().status()).isEqualTo(IncidentStatus.OPEN);
    state(leak("15169>2914", 2, 900, START.plusSeconds(3), END.plusSeconds(60)));
    assertThat(only().restoredAt()).contains(END.plusSeconds(60));
  }

  @Test
  void theSameNetworkLeakingHoursLaterIsAnotherIncident() {
    state(leak("15169>701", 1, 800, START, null));
    state(leak("15169>2914", 1, 900, START.plusSeconds(7200), null));
    assertThat(incidents).hasSize(2);
  }

  @Test
  void aRevisionAlreadyKnownChangesNothing() {
    state(leak("15169>701", 2, 800, START, null));
    Incident before = only();
    state(leak("15169>701", 2, 800, START, null));
    state(leak("15169>701", 1, 700, START, null));
    assertThat(only()).isEqualTo(before);
  }

  @Test
  void aDetectionThatGoesOnAgainResumesItsIncident() {
    state(leak("15169>701", 1, 800, START, END));
    assertThat(only().status()).isEqualTo(IncidentStatus.RESTORED);
    state(leak("15169>701", 2, 800, START, null));
    assertThat(only().status()).isEqualTo(IncidentStatus.OPEN);
  }

  @Test
  void aLateRestatementDoesNotReopenWhatAPersonClosed() {
    state(leak("15169>701", 1, 800, START, END));
    happened(new IncidentClosed(only().id(), END.plusSeconds(600), "佐藤"));
    state(leak("15169>701", 2, 801, START, END));
    assertThat(only().status()).isEqualTo(IncidentStatus.CLOSED);
    assertThat(only().detections().getFirst().revision()).isEqualTo(2);
  }

  @Test
  void everyImpactAnswerIsKeptAndTheLastIsInForce() {
    state(leak("15169>701", 1, 800, START, null));
    happened(new ImpactAnswered(only().id(), answer(1)));
    happened(new ImpactAnswered(only().id(), answer(2)));
    assertThat(only().impactAnswers()).hasSize(2);
    assertThat(only().impact().orElseThrow().version()).isEqualTo(2);
    assertThatThrownBy(() -> happened(new ImpactAnswered(only().id(), answer(2))))
        .hasMessage("answer 2 where 3 follows");
  }

  @Test
  void aReplayGivesTheSameId() {
    assertThat(IncidentId.openedBy(leak("15169>701", 1, 800, START, null)))
        .isEqualTo(IncidentId.openedBy(leak("15169>701", 7, 9_000, START, null)));
  }

  private static ImpactAnswer answer(int version) {
    return new ImpactAnswer(version, "佐藤", START.plusSeconds(60L * version), List.of(), "");
  }
}

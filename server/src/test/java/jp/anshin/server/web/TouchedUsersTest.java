package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.core.Detection;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.operator.UserRange;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.Test;

final class TouchedUsersTest {

  private final Operator operator;

  TouchedUsersTest() throws Exception {
    operator = OperatorText.read(OperatorText.example()).on(LocalDate.of(2017, 8, 25));
  }

  @Test
  void fromASampleOfTheRoutesNoUserIsRuledOut() {
    Incident incident = incident(160_000, "8.8.8.0/24");

    assertThat(TouchedUsers.byService(incident, operator)).isEmpty();
    assertThat(TouchedUsers.of(incident, operator).get(Prefecture.TOKYO))
        .satisfies(touch -> {
          assertThat(touch.level()).isEqualTo(TouchedUsers.Level.NOT_EXCLUDED);
          assertThat(touch.users().get("internet")).isEqualTo(UserRange.between(0, 45_200));
        });
  }

  @Test
  void whenEveryRouteIsKnownOnlyTheirUsersCanBeTouched() {
    Incident incident = incident(1, "198.18.0.0/16");

    var touched = TouchedUsers.of(incident, operator);
    assertThat(touched).isNotEmpty().hasSizeLessThan(Prefecture.values().length);
    assertThat(touched.values())
        .allSatisfy(touch -> assertThat(touch.level()).isEqualTo(TouchedUsers.Level.SEEN));
    assertThat(TouchedUsers.byService(incident, operator))
        .containsEntry("internet", UserRange.between(0, 41_000));
  }

  @Test
  void aReportedStopIsTheLoudestAndNeverMoreUsersThanReported() {
    Incident incident = incident(1, "8.8.8.0/24");
    var stop =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(41_000),
            Bounds.UNKNOWN,
            null,
            true,
            "");
    Incident answered =
        incident.after(
            new ImpactAnswered(
                incident.id(), new ImpactAnswer(1, "noc", Statements.START, List.of(stop), "")));

    assertThat(TouchedUsers.of(answered, operator).get(Prefecture.TOKYO))
        .satisfies(touch -> {
          assertThat(touch.level()).isEqualTo(TouchedUsers.Level.REPORTED);
          assertThat(touch.users().get("internet")).isEqualTo(UserRange.between(0, 41_000));
        });
  }

  private static Incident incident(long routes, String... prefixes) {
    Detection leak = Statements.leak("15169", "701", 1, routes);
    var facts = new TreeMap<>(leak.facts());
    facts.put("prefixSample", List.of(prefixes));
    var known =
        new Detection(
            leak.id(),
            leak.revision(),
            leak.sensor(),
            leak.kinds(),
            leak.subject(),
            leak.startedAt(),
            leak.detectedAt(),
            leak.restatedAt(),
            leak.endedAt(),
            leak.certainty(),
            leak.counts(),
            facts,
            leak.evidence());
    return Incident.opened(new IncidentOpened(new IncidentId("test"), known, false));
  }
}

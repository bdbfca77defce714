package jp.anshin.server.determinations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentGrew;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentEvent.IncidentRestored;
import jp.anshin.incident.IncidentEvent.IncidentResumed;
import jp.anshin.incident.IncidentEvent.UsersCounted;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.law.Reason;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Crossing.State;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.duties.ServiceClock;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock never says more of a threshold than the determination in force does. */
final class ClockAsJudgedTest {

  private static final Instant START = Instant.parse("2024-06-01T01:00:00Z");

  @TempDir Path directory;
  private Rooms rooms;

  @BeforeEach
  void open() {
    rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true);
    rooms.clock.set(minute(24 * 60));
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void ofAStartThatWasCorrectedToLaterNothingIsReachedForCertain() {
    Incident incident = answered(opened(), Impact.STOP, exactly(40_000, 90), null, false);
    Incident later = corrected(incident, 45);

    assertThat(determined(later).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(states(clock(later), 120)).containsOnly(State.MAY_BE_MET);
  }

  @Test
  void whatMayHaveLastedLongerMayHaveReachedMore() {
    Incident incident = answered(opened(), Impact.STOP, exactly(40_000, 90), minute(0), false);
    Incident counted = counted(restored(incident, 125), 100, 40_000, 40_000);

    assertThat(determined(counted).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(states(clock(counted), 120)).doesNotContain(State.NOT_IF_NOTHING_CHANGES, State.MET);
  }

  @Test
  void whatUsersMetMayBeUnknownAndYetReachTheThresholds() {
    for (Instant began : new Instant[] {null, minute(0)}) {
      Incident incident = answered(opened(), Impact.UNKNOWN, exactly(40_000, 130), began, false);
      Incident over = restored(incident, 31);

      assertThat(determined(over).verdict()).isEqualTo(Verdict.UNDETERMINED);
      assertThat(states(clock(over), 120)).containsOnly(State.MAY_BE_MET);
    }
  }

  @Test
  void whatIsFirmStaysFirm() {
    Incident long0 = answered(opened(), Impact.STOP, exactly(40_000, 130), minute(0), false);
    assertThat(states(clock(restored(long0, 130)), 120)).contains(State.MET);
    Incident brief = answered(opened(), Impact.STOP, exactly(40_000, 90), minute(0), false);
    assertThat(states(clock(restored(brief, 90)), 120)).containsOnly(State.NOT_IF_NOTHING_CHANGES);
  }

  @Test
  void ofNoIncidentIsTheClockFirmerThanTheLaw() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_240_601);
    int met = 0;
    int never = 0;
    for (int i = 0; i < 600; i++) {
      var story = new ArrayList<String>();
      Incident incident = story(random, story);
      IncidentClock clock = clock(incident);
      Determination said = determined(incident);
      List<ServiceClock> services =
          clock.services().stream().filter(each -> !each.ofFacility()).toList();
      for (ServiceClock service : services) {
        for (Crossing crossing : service.crossings()) {
          Truth law = law(said, service, crossing);
          if (crossing.state() == State.MET && service.counts() == Truth.YES) {
            met++;
            assertThat(law).as("%s of %s", crossing, story).isEqualTo(Truth.YES);
          }
          if (crossing.state() == State.NOT_IF_NOTHING_CHANGES
              && service.outage().ended() != null) {
            never++;
            assertThat(law).as("%s of %s", crossing, story).isEqualTo(Truth.NO);
          }
        }
      }
    }
    assertThat(met).isGreaterThan(50);
    assertThat(never).isGreaterThan(50);
  }

  /** What the tree says of that pair for that service: of steps any, of readings all. */
  private static Truth law(Determination said, ServiceClock service, Crossing crossing) {
    boolean serious = crossing.duty() == Crossing.Duty.SERIOUS;
    Reason tree = serious ? said.reason() : said.periodic().reason();
    Reason node =
        tree.children().stream()
            .filter(each -> each.subject().equals(service.service()))
            .findFirst()
            .orElseThrow();
    Reason.Test leaf = crossing.users() > 0 ? Reason.Test.USERS : Reason.Test.DURATION;
    List<Truth> readings =
        node.walk()
            .filter(each ->
                serious
                    ? each.test() == Reason.Test.ROW && each.subject().equals(crossing.rule())
                    : each.children().stream().anyMatch(child -> child.test() == leaf))
            .map(each ->
                each.children().stream()
                    .filter(child -> serious ? isOf(child, crossing) : child.test() == leaf)
                    .map(Reason::result)
                    .reduce(Truth.NO, Truth::or))
            .distinct()
            .toList();
    return readings.size() == 1 ? readings.getFirst() : Truth.UNDETERMINED;
  }

  private static boolean isOf(Reason cell, Crossing crossing) {
    return Objects.equals(cell.children().getFirst().threshold(), crossing.durationMinutes() * 60)
        && Objects.equals(cell.children().getLast().threshold(), crossing.users());
  }

  private Incident story(RandomGenerator random, List<String> told) {
    Incident incident = opened();
    int steps = 1 + random.nextInt(4);
    for (int i = 0; i < steps; i++) {
      int what = i == 0 ? random.nextInt(2) : random.nextInt(6);
      int minute = random.nextInt(-2, 30) * 10;
      long users = pick(random, 0, 10_000, 29_999, 30_000, 40_000, 118_000);
      told.add(what + "@" + minute + " " + users);
      incident =
          switch (what) {
            case 0, 1 -> {
              Impact kind = random.nextInt(4) == 0 ? Impact.UNKNOWN : Impact.STOP;
              boolean ongoing = random.nextInt(3) == 0;
              int lasted = (int) pick(random, 10, 59, 60, 90, 119, 120, 121, 200);
              Instant began = random.nextBoolean() ? null : minute(random.nextInt(3) * 10L);
              told.add(kind + " " + ongoing + " " + lasted + " " + began);
              yield answered(incident, kind, exactly(users, lasted), began, ongoing);
            }
            case 2 -> counted(incident, Math.max(0, minute), users, users);
            case 3 ->
                incident.status() == IncidentStatus.OPEN
                    ? restored(incident, Math.max(1, minute))
                    : incident;
            case 4 -> incident.status() == IncidentStatus.RESTORED ? resumed(incident) : incident;
            default ->
                incident.status() == IncidentStatus.OPEN
                    ? corrected(incident, random.nextInt(-3, 6) * 10L)
                    : incident;
          };
    }
    return incident;
  }

  private static long pick(RandomGenerator random, long... values) {
    return values[random.nextInt(values.length)];
  }

  private IncidentClock clock(Incident incident) {
    return rooms.part(Duties.class).clock(incident);
  }

  private Determination determined(Incident incident) {
    return rooms.determinations().inForce(incident).determination();
  }

  private static List<State> states(IncidentClock clock, long minutes) {
    return clock.services().stream()
        .flatMap(each -> each.crossings().stream())
        .filter(each -> each.durationMinutes() == minutes && each.users() <= 30_000)
        .map(Crossing::state)
        .toList();
  }

  private static Instant minute(long minute) {
    return START.plusSeconds(minute * 60);
  }

  /** Nothing of it is kept: what it says by itself is asked. */
  private static Incident opened() {
    var statement =
        new PersonStatement(ReportedKind.EQUIPMENT_FAILURE, "core router", Interval.at(START));
    return Incident.opened(
        new IncidentOpened(
            new IncidentId("20240601-0100-clock"),
            statement.first("sato", minute(1), minute(1)),
            false));
  }

  private static Instant next(Incident incident) {
    return incident.latestAt().isBefore(minute(400))
        ? minute(400)
        : incident.latestAt().plusSeconds(60);
  }

  private record Figures(Bounds users, Bounds minutes) {}

  private static Figures exactly(long users, long minutes) {
    return new Figures(Bounds.exactly(users), Bounds.exactly(minutes));
  }

  private static Incident answered(
      Incident incident, Impact kind, Figures met, @Nullable Instant began, boolean ongoing) {
    var impact =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            kind,
            met.users(),
            ongoing ? Bounds.UNKNOWN : met.minutes(),
            began == null ? null : Interval.at(began),
            ongoing,
            "RADIUS");
    int version = incident.impact().map(ImpactAnswer::version).orElse(0) + 1;
    var said = Map.of("facility", Said.of(Truth.NO));
    return incident.after(
        new ImpactAnswered(
            incident.id(),
            new ImpactAnswer(version, "sato", next(incident), List.of(impact), "", said)));
  }

  private static Incident counted(Incident incident, long minute, long low, long high) {
    Instant at = minute(minute);
    return incident.after(
        new UsersCounted(
            incident.id(),
            next(incident),
            "radius",
            List.of(new CountedUsers("internet", at, low, low, high, ""))));
  }

  private static Incident restored(Incident incident, long minute) {
    var before = incident.detections().getFirst();
    Instant end =
        minute(minute).isBefore(before.startedAt().earliest())
            ? before.startedAt().earliest().plusSeconds(60)
            : minute(minute);
    return incident.after(
        new IncidentRestored(
            incident.id(), PersonStatement.over(before, end, "sato", "", next(incident))));
  }

  private static Incident resumed(Incident incident) {
    return incident.after(
        new IncidentResumed(
            incident.id(),
            PersonStatement.again(
                incident.detections().getFirst(), "sato", "again", next(incident))));
  }

  private static Incident corrected(Incident incident, long minute) {
    var before = incident.detections().getFirst();
    var now =
        new PersonStatement(
            ReportedKind.EQUIPMENT_FAILURE, "core router", Interval.at(minute(minute)));
    return incident.after(
        new IncidentGrew(incident.id(), now.correcting(before, "sato", "why", next(incident))));
  }
}

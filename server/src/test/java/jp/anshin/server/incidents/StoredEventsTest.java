package jp.anshin.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Evidence;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.Knew;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.store.StoredText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier versions have written, one event a line: kind, tab, content. Its lines are never
 * changed, only added to. What this version writes lies under {@code target/events}.
 */
class StoredEventsTest {

  private static final String FILE = "events.txt";
  private static final Path WRITTEN = Path.of("target", "events");
  private static final IncidentId ID = new IncidentId("20170825-0322-9f3a1c04");
  private static final Instant START = Instant.parse("2017-08-25T03:22:01.000001Z");

  private record Line(String kind, String content) {
    static Line of(String line) {
      int tab = line.indexOf('\t');
      return new Line(line.substring(0, tab), line.substring(tab + 1));
    }
  }

  static IntStream lines() {
    return IntStream.range(0, events().size());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whatWasStoredIsReadWholeAndWrittenTheSame(int number) throws IOException {
    Line stored = stored().get(number);
    IncidentEvent meant = events().get(number);

    assertThat(IncidentStore.TEXT.read(stored.kind(), stored.content())).isEqualTo(meant);
    assertThat(IncidentStore.TEXT.kind(meant)).isEqualTo(stored.kind());
    // What could not be said when it was stored stands there as unsaid.
    assertThat(json(IncidentStore.TEXT.write(meant)))
        .isEqualTo(EarlierEvents.brought(json(stored.content())));
  }

  @Test
  void everyKindAndEveryNamedValueWasStoredOnce() throws IOException {
    keepWhatIsWrittenNow();

    assertThat(stored()).hasSize(events().size());
    assertThat(stored().stream().map(Line::kind).collect(Collectors.toSet()))
        .isEqualTo(
            Arrays.stream(IncidentEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet()));
    assertThat(everyContent())
        .contains(quoted(Certainty.values()))
        .contains(quoted(Impact.values()))
        .contains(quoted(ServiceCategory.values()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "7", "{\"incident\":{\"value\":\"UPPER\"}}", "{\"at\":0}"})
  void whatIsNoEventIsToldAndNotGuessed(String content) {
    for (Class<?> kind : IncidentEvent.class.getPermittedSubclasses()) {
      assertThatThrownBy(() -> IncidentStore.TEXT.read(kind.getSimpleName(), content))
          .as("%s as %s", content, kind.getSimpleName())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (Line line : stored()) {
      StoredText.damage(line.content(), content -> IncidentStore.TEXT.read(line.kind(), content));
    }
  }

  @Test
  void anUnknownKindIsToldByItsName() {
    assertThatThrownBy(() -> IncidentStore.TEXT.read("IncidentForgotten", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("IncidentForgotten");
  }

  private static List<IncidentEvent> events() {
    return List.of(
        new IncidentEvent.IncidentOpened(ID, detection(1, Certainty.LOW, null), true),
        new IncidentEvent.IncidentOpened(ID, bare(), false),
        new IncidentEvent.IncidentGrew(ID, detection(2, Certainty.MEDIUM, null)),
        new IncidentEvent.IncidentRestored(
            ID, detection(3, Certainty.HIGH, START.plusSeconds(519))),
        new IncidentEvent.IncidentResumed(ID, detection(4, Certainty.HIGH, null)),
        new IncidentEvent.ImpactAnswered(ID, answer()),
        new IncidentEvent.ImpactAnswered(
            ID, new ImpactAnswer(2, "yamada", START.plusSeconds(900), List.of(), "")),
        new IncidentEvent.NoteWritten(
            ID, START.plusSeconds(901), "山田 花子", "上流へ電話した。\n\"折り返し待ち\" <15:30> \\ \u00a5"),
        new IncidentEvent.IncidentClosed(ID, START.plusSeconds(7_200), "yamada"),
        new IncidentEvent.ImpactAnswered(ID, finer()),
        new IncidentEvent.UsersCounted(
            ID,
            START.plusSeconds(600),
            "radius",
            List.of(
                new CountedUsers(
                    "internet", START.plusSeconds(590), 38_000, 41_000, 45_000L, "切断の数"),
                new CountedUsers("phone", START, 0, 0, null, ""))),
        new IncidentEvent.NoticeGiven(
            ID,
            START.plusSeconds(1_300),
            "山田 花子",
            new Notice(
                START.plusSeconds(1_200),
                NoticeChannel.WEBSITE,
                "https://isp.example/status",
                "障害が発生しています。",
                "")),
        new IncidentEvent.NoticeGiven(
            ID,
            START.plusSeconds(1_400),
            "yamada",
            new Notice(START.plusSeconds(1_350), NoticeChannel.OTHER, "", "", "tell-the-head")),
        new IncidentEvent.DutyReported(
            ID,
            START.plusSeconds(90_000),
            "山田 花子",
            "secrecy-leak",
            new LocalizedText("通信の秘密の漏えい", "leak of the secrecy of communications"),
            new Sending(
                Channel.MAIL, "総務省 <x@example>", START.plusSeconds(86_400), "受付7", "様式第五十の二")),
        new IncidentEvent.DutyReportWithdrawn(ID, START.plusSeconds(91_000), "yamada", 1, "宛先の誤り"),
        new IncidentEvent.ImpactAnswered(ID, restoredInParts()),
        new IncidentEvent.IncidentReopened(ID, START.plusSeconds(7_300), "山田 花子", "開始の訂正"),
        new IncidentEvent.ImpactAnswered(
            ID,
            new ImpactAnswer(
                5,
                "yamada",
                START.plusSeconds(7_400),
                List.of(),
                "",
                Map.of(),
                Confirms.usersOf("internet"))),
        new IncidentEvent.ImpactAnswered(
            ID,
            new ImpactAnswer(
                6,
                "yamada",
                START.plusSeconds(7_460),
                List.of(),
                "",
                Map.of(),
                Confirms.knowing(new Knew(false, 3)))));
  }

  /** Users restored one after the other: said since the steps can be. */
  private static ImpactAnswer restoredInParts() {
    ServiceImpact internet =
        impact("internet", ServiceCategory.OTHER, Impact.STOP, Bounds.exactly(41_000))
            .saying(
                Map.of(
                    "still-affected",
                    Said.inSteps(
                        List.of(
                            new Said.Step(Bounds.exactly(41_000), Bounds.exactly(9)),
                            new Said.Step(Bounds.atLeast(300), Bounds.between(20, 23))))));
    return new ImpactAnswer(4, "yamada", START.plusSeconds(1_500), List.of(internet), "");
  }

  /** With each kind of what can be said beside, of a service and of the event. */
  private static ImpactAnswer finer() {
    ServiceImpact meters =
        impact("meters", ServiceCategory.LPWA, Impact.STOP, Bounds.atLeast(3))
            .saying(
                Map.of(
                    "exclusion.user-side-equipment", Said.of(Truth.NO).because("宅内を確認"),
                    "circumstance.no-band-delay", Said.of(Truth.UNDETERMINED),
                    "lpwa-form", Said.choosing(List.of("UNLICENSED_3")),
                    "peak-users", Said.of(Bounds.between(2, 3)),
                    "restored-at", Said.at(Interval.at(START.plusSeconds(900))),
                    "count-day", Said.on(LocalDate.parse("2017-08-24"))));
    return new ImpactAnswer(
        3,
        "yamada",
        START.plusSeconds(960),
        List.of(meters),
        "",
        Map.of(
            "area", Said.choosing(List.of("13", "27")),
            "equipment-place", Said.inWords("大手町"),
            "statement.secrecy-leak", Said.of(Truth.YES).because("法務"),
            "day.secrecy-leak", Said.on(LocalDate.parse("2017-08-25"))));
  }

  private static Detection detection(int revision, Certainty certainty, @Nullable Instant endedAt) {
    var facts = new TreeMap<String, List<String>>();
    facts.put("suspects", List.of("15169", "4200000001"));
    facts.put("prefixSample", List.of("203.0.113.0/24", "2001:db8::/32"));
    facts.put("letThrough", List.of());
    var counts = new TreeMap<String, Long>();
    counts.put("routeCount", 160_000L);
    counts.put("originCount", 0L);
    counts.put("octetCount", Long.MAX_VALUE);
    return new Detection(
        new DetectionId("route:15169>701:2017-08-25T03:22:01Z"),
        revision,
        "route",
        new TreeSet<>(List.of("leak", "surge", "more-specific-flood")),
        new Subject("route-edge", "15169>701"),
        new Interval(START, START.plusSeconds(2)),
        START.plusSeconds(9),
        START.plusSeconds(10L + revision),
        endedAt,
        certainty,
        counts,
        facts,
        List.of(
            new Evidence("bmp", 1, 4_096, 128, "ab".repeat(32), START),
            new Evidence("updates.gz", 0, 1L << 40, 1, "00".repeat(32), Instant.EPOCH)));
  }

  /** Of a sensor that gives nothing beside what it must. */
  private static Detection bare() {
    return new Detection(
        new DetectionId("route:64500:2017-08-25T03:22:01Z"),
        1,
        "route",
        new TreeSet<>(List.of("surge")),
        new Subject("route-neighbour", "64500"),
        Interval.at(START),
        START,
        START,
        null,
        Certainty.MEDIUM,
        new TreeMap<>(),
        new TreeMap<>(),
        List.of());
  }

  private static ImpactAnswer answer() {
    return new ImpactAnswer(
        1,
        "satō",
        START.plusSeconds(840),
        List.of(
            impact("internet", ServiceCategory.OTHER, Impact.STOP, Bounds.exactly(41_000)),
            impact("phone", ServiceCategory.VOICE_EMERGENCY, Impact.NONE, Bounds.between(0, 12)),
            impact("ip-phone", ServiceCategory.VOICE_OTHER, Impact.DEGRADATION, Bounds.UNKNOWN),
            impact("meters", ServiceCategory.LPWA, Impact.HARD_TO_CONNECT, Bounds.atLeast(3)),
            impact("free-mail", ServiceCategory.FREE_INTERNET, Impact.UNKNOWN, Bounds.UNKNOWN),
            ServiceImpact.unknown("new", null)),
        "RADIUS のセッション数より。");
  }

  private static ServiceImpact impact(
      String service, ServiceCategory category, Impact kind, Bounds users) {
    return new ServiceImpact(
        service,
        category,
        kind,
        users,
        Bounds.exactly(23),
        new Interval(START.plusSeconds(29), START.plusSeconds(31)),
        false,
        "切断されたセッションの数");
  }

  private static List<String> quoted(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> '"' + value.name() + '"').toList();
  }

  private static String everyContent() throws IOException {
    return stored().stream().map(Line::content).collect(Collectors.joining("\n"));
  }

  private static JsonNode json(String content) {
    return JsonMapper.shared().readTree(content);
  }

  private static void keepWhatIsWrittenNow() throws IOException {
    Files.createDirectories(WRITTEN);
    Files.write(
        WRITTEN.resolve(FILE),
        events().stream()
            .map(event -> IncidentStore.TEXT.kind(event) + '\t' + IncidentStore.TEXT.write(event))
            .toList());
  }

  private static List<Line> stored() throws IOException {
    try (InputStream in = StoredEventsTest.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Line::of)
          .toList();
    }
  }
}

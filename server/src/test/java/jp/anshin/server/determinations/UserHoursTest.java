package jp.anshin.server.determinations;

import static jp.anshin.server.incidents.Statements.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import jp.anshin.server.statistics.UserHours;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user-hours of one accident are the same on its page, in its papers and in the statistics. */
final class UserHoursTest {

  private static final long HOUR = 3_600;

  @TempDir Path directory;
  private Rooms rooms;
  private IncidentId id;

  @BeforeEach
  void open() {
    rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true);
    id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 900)).id();
    rooms.clock.set(START.plusSeconds(10 * HOUR));
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void byTheAnswerAlone() {
    answer(Bounds.exactly(40_000), Bounds.exactly(150), false);
    told(Bounds.exactly(100_000 * HOUR), "10万人時");
  }

  @Test
  void byRangesOfTheAnswer() {
    answer(Bounds.between(40_000, 42_000), Bounds.between(120, 150), false);
    told(Bounds.between(80_000 * HOUR, 105_000 * HOUR), "8万～10万5,000人時");
  }

  @Test
  void byCountsThatRoseAndFell() {
    answer(Bounds.exactly(40_000), Bounds.exactly(150), false);
    rooms
        .incidents()
        .countUsers(
            id,
            "radius",
            List.of(counted(0, 40_000), counted(3_600, 45_000), counted(7_200, 40_000)));
    Bounds lost = onThePage();
    assertThat(lost.max()).isNotNull();
    told(lost, null);
  }

  @Test
  void ofWhatGoesOnOnlyTheLeast() {
    answer(Bounds.exactly(40_000), Bounds.UNKNOWN, true);
    Bounds lost = onThePage();
    assertThat(lost.min()).isPositive();
    UserHours hours = inTheYear();
    assertThat(hours.open()).isEqualTo(1);
    assertThat(hours.openLeast()).isEqualTo(lost.min() / HOUR);
  }

  @Test
  void ofWhatNobodyAnsweredNothingIsKnown() {
    assertThat(onThePage().min()).isZero();
    assertThat(inTheYear().unknown()).isEqualTo(1);
  }

  private void told(Bounds lost, @Nullable String words) {
    assertThat(onThePage()).isEqualTo(lost);
    UserHours hours = inTheYear();
    assertThat(hours.bounded()).isEqualTo(1);
    assertThat(hours.leastSeconds().longValueExact()).isEqualTo(lost.min());
    assertThat(hours.mostSeconds().longValueExact()).isEqualTo(lost.max());
    String paper =
        rooms.part(Drafts.class).latest(id).stream()
            .filter(each -> each.draft().kind() == DraftKind.DETAILED_REPORT)
            .flatMap(each -> each.draft().items().stream())
            .filter(item -> item.key().equals("user-hours"))
            .map(item -> item.text().japanese())
            .findFirst()
            .orElseThrow();
    assertThat(paper).contains(words == null ? digits(lost) : words);
  }

  private static String digits(Bounds lost) {
    return Figures.number(lost.min() / HOUR, Locale.JAPANESE);
  }

  private Bounds onThePage() {
    return rooms
        .part(Duties.class)
        .clock(rooms.incidents().required(id))
        .services()
        .getFirst()
        .userSeconds();
  }

  private UserHours inTheYear() {
    return rooms.part(Statistics.class).of(new FiscalYear(2017)).hours();
  }

  private void answer(Bounds users, Bounds minutes, boolean ongoing) {
    var impact =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            users,
            minutes,
            Interval.at(START),
            ongoing,
            "RADIUS");
    rooms.incidents().answerImpact(id, 0, "manager", List.of(impact), "");
  }

  private static CountedUsers counted(long seconds, long users) {
    return new CountedUsers("internet", START.plusSeconds(seconds), users, users, users, "");
  }
}

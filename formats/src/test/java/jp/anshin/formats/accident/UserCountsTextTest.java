package jp.anshin.formats.accident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.UserCounts.Sample;
import jp.anshin.law.clock.StatedUsers;
import org.junit.jupiter.api.Test;

class UserCountsTextTest {

  private static List<StatedUsers> read(String file) throws IOException, FaultyCaseException {
    return UserCountsText.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
        .stream()
        .map(CountLine::count)
        .toList();
  }

  private static Instant at(String time) {
    return Instant.parse("2023-07-02T" + time + ":00Z");
  }

  @Test
  void boundsAndEstimatesAreRead() throws Exception {
    assertThat(
            read(
                """
                at,low,estimate,high,stated_at
                2023-07-03T07:05,9000,1万,12000,
                2023-07-03T07:05,20000,,30000,2023-07-03T07:30
                2023-07-03T07:20,5000,,,
                """))
        .containsExactly(
            new StatedUsers(at("22:05"), 9_000, 10_000, 12_000L, at("22:05")),
            new StatedUsers(at("22:05"), 20_000, 25_000, 30_000L, at("22:30")),
            new StatedUsers(at("22:20"), 5_000, 5_000, null, at("22:20")));
  }

  @Test
  void aSeriesIsReadInBothEncodingsAndRefusedWholeWithEachBadLine() throws Exception {
    String good = "日時の注記,at,users\n前日,2023-07-03T07:05,900\n前日,2023-07-03T08:05,1,000\n";
    assertThatThrownBy(() -> series(good, StandardCharsets.UTF_8))
        .as("a comma too many")
        .isInstanceOf(FaultyCaseException.class);
    String quoted = good.replace("1,000", "\"1,000\"");
    List<Sample> read = series(quoted, Charset.forName("windows-31j"));
    assertThat(read).containsExactly(new Sample(at("22:05"), 900), new Sample(at("23:05"), 1_000));
    assertThat(series("\ufeff" + quoted, StandardCharsets.UTF_8)).isEqualTo(read);

    assertThatThrownBy(() ->
            series(
                "at,users\n2023-07-03,5\n2023-07-03T07:05,-5\n2023-07-03T07:06,5..6\n",
                StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(
            FaultyCaseException.class,
            faulty ->
                assertThat(faulty.faults())
                    .extracting(each -> each.line() + " " + each.column() + " " + each.code())
                    .containsExactly(
                        "2 at count.no-time",
                        "3 users users.negative",
                        "4 users series.not-exact"));
  }

  private static List<Sample> series(String file, Charset charset) throws Exception {
    return UserCountsText.series(new ByteArrayInputStream(file.getBytes(charset)), 10);
  }

  @Test
  void stepsFallAndCommasMayGroupUsers() throws Exception {
    assertThat(UserCountsText.steps("--restored", "30,000@100, 5千@5h;100..200@6:00"))
        .containsExactly(
            new Extent(Bounds.exactly(30_000), Bounds.exactly(6_000)),
            new Extent(Bounds.exactly(5_000), Bounds.exactly(18_000)),
            new Extent(Bounds.between(100, 200), Bounds.exactly(21_600)));
    for (String bad : List.of("", "30000", "30000@", "@100", "5@100,5@200", "9@100,5@100", "x@1")) {
      assertThatThrownBy(() -> UserCountsText.steps("--restored", bad))
          .as(bad)
          .isInstanceOf(FaultyCaseException.class);
    }
  }

  @Test
  void oneColumnOfUsersIsEnough() throws Exception {
    assertThat(read("users,at\n4万7千,2023-07-03 7:05\n40000..60000,2023-07-03 7:10\n"))
        .containsExactly(
            new StatedUsers(at("22:05"), 47_000, 47_000, 47_000L, at("22:05")),
            new StatedUsers(at("22:10"), 40_000, 50_000, 60_000L, at("22:10")));
  }

  @Test
  void everyFaultIsToldAndNothingIsLeftOut() {
    assertThatThrownBy(() ->
            read(
                """
                at,low,estimate,high,stated_at
                2023-07-03,1,1,1,
                2023-07-03T07:05,5,4,3,
                2023-07-03T07:05,-5,4,3,
                2023-07-03T07:05,1,2,3,2023-07-03T07:00
                2023-07-03T07:05,1,2
                """))
        .isInstanceOfSatisfying(
            FaultyCaseException.class,
            faulty -> {
              assertThat(faulty.faults())
                  .extracting(CaseFault::code)
                  .containsExactly(
                      "count.no-time",
                      "count.order",
                      "users.negative",
                      "count.stated-before",
                      "line.too-few-fields");
              assertThat(faulty.faults())
                  .extracting(CaseFault::line)
                  .containsExactly(2, 3, 4, 5, 6);
            });
    assertThatThrownBy(() -> read("at,n\n")).hasMessageContaining("no such column");
    assertThatThrownBy(() -> read("at,users\n")).hasMessageContaining("no row");
    assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
  }
}

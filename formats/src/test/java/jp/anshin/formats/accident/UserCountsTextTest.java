package jp.anshin.formats.accident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

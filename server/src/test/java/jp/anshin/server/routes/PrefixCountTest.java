package jp.anshin.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import jp.anshin.server.routes.PrefixCount.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrefixCountTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1000, WITHIN, 0",
    "899, 1000, WITHIN, 89",
    "900, 1000, NEAR, 90",
    "1000, 1000, NEAR, 100",
    "1001, 1000, OVER, 100",
    "1, 1, NEAR, 100",
    "10000000, 10000000, NEAR, 100",
    "5,, NO_LIMIT,",
    ", 1000, UNKNOWN,",
    ",, NO_LIMIT,"
  })
  void aCountStandsToItsLimitAndWhatIsNotKnownIsNotZero(
      @Nullable Long routes, @Nullable Long limit, Standing standing, @Nullable Long percent) {
    var count = new PrefixCount(routes, limit);

    assertThat(count.standing()).isEqualTo(standing);
    assertThat(count.percent()).isEqualTo(percent);
  }
}

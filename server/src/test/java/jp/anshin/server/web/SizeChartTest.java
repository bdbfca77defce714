package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import jp.anshin.server.routes.TableSeries;
import jp.anshin.server.routes.TableSize;
import jp.anshin.server.routes.TableSizes;
import jp.anshin.server.routes.TableSizes.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SizeChartTest {

  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  /** Samples each five minutes; those of which {@code routes} says -1 are not there. */
  private static SizeChart chart(Span span, LongUnaryOperator routes, @Nullable Long limit) {
    var sizes =
        LongStream.range(0, span.length().dividedBy(TableSizes.STEP))
            .filter(number -> routes.applyAsLong(number) >= 0)
            .mapToObj(number ->
                new TableSize(
                    FROM.plus(TableSizes.STEP.multipliedBy(number)), routes.applyAsLong(number), 0))
            .toList();
    var table = new TableSeries(1, "192.0.2.1", "192.0.2.77", 701, "adj-rib-in-pre");
    var history = new TableSizes.History(table, FROM, FROM.plus(span.length()), sizes);
    return Objects.requireNonNull(SizeChart.of("v4", history, span, TableSize::ipv4, limit));
  }

  @Test
  void aPeakOfOneSampleIsNotLostAmongTheOthersOfItsPlace() {
    var month = chart(Span.MONTH, number -> number == 5_000 ? 900_000 : 100_000, null);

    assertThat(month.low()).isZero();
    long peak = 200 - Math.round(200.0 * 900_000 / month.top());
    assertThat(month.line()).contains(" " + peak + "L");
    assertThat(month.line().length()).isLessThan(20_000);
    assertThat(month.rows()).hasSize(31); // the days are those of Japan
    assertThat(month.rows().stream().mapToLong(SizeChart.Row::most).max()).hasValue(900_000);
    assertThat(month.rows().getFirst().period()).isEqualTo("2026-12-01");
  }

  @Test
  void whereNothingWasSeenThereIsNoLine() {
    var day = chart(Span.DAY, number -> number > 100 && number < 150 ? -1 : 50, null);

    assertThat(day.line().chars().filter(each -> each == 'M')).hasSize(2);
    assertThat(chart(Span.DAY, number -> 50, null).line().chars().filter(each -> each == 'M'))
        .hasSize(1);
    assertThat(chart(Span.DAY, number -> number == 9 ? 50 : -1, null).line()).startsWith("M");
  }

  @Test
  void aSmallChangeOfALargeTableIsSeenAndItsEdgesAreSaid() {
    var day = chart(Span.DAY, number -> 1_000_000 + number, null);

    assertThat(day.low()).isBetween(999_900L, 1_000_000L);
    assertThat(day.top()).isBetween(1_000_287L, 1_000_400L);
  }

  @Test
  void theLimitIsAlwaysInTheDrawingAndSoIsZero() {
    var day = chart(Span.DAY, number -> 900, 1_000L);

    assertThat(day.low()).isZero();
    assertThat(day.top()).isGreaterThan(1_000);
    assertThat(day.limitAt()).isBetween(1L, 20L);
    assertThat(chart(Span.DAY, number -> 5_000, 1_000L).limitAt()).isGreaterThan(150);
  }

  @Test
  void ofAYearWhatIsOlderThanAMonthHasOneAnHourWithoutGaps() {
    long month = Duration.ofDays(365 - 31).dividedBy(TableSizes.STEP);
    var year = chart(Span.YEAR, number -> number > month || number % 12 == 0 ? 10 : -1, null);

    assertThat(year.line().chars().filter(each -> each == 'M')).hasSize(1);
    assertThat(year.rows()).extracting(SizeChart.Row::period).contains("2026-11", "2027-10");
  }
}

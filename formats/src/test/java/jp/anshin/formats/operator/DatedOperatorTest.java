package jp.anshin.formats.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day of the operator file is a whole day in Japan: its first and last are in force. */
class DatedOperatorTest {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final String REST =
      """
      name: {ja: 例, en: Example}
      systems: [{as: 64500}]
      prefixes: [{prefix: 192.0.2.0/24}]
      services:
      """;
  private static final String RESTATED =
      REST
          + """
            - {id: mail, name: {ja: 旧, en: Old}, category: other, users: 1, until: 2018-03-31}
            - {id: mail, name: {ja: 新, en: New}, category: other, users: 2, from: %s}
          """;

  @ParameterizedTest
  @CsvSource({
    "2018-03-30T14:59:59.999999Z, ''", // 30 March, 23:59:59 in Japan
    "2018-03-31T14:59:59.999999Z, ''", // 31 March, the day before
    "2018-03-31T15:00:00Z, mail", // 1 April, its first moment
    "2018-04-01T14:59:59Z, mail",
    "2018-06-29T15:00:00Z, mail", // 30 June, the last day, begins
    "2018-06-30T14:59:59.999999Z, mail", // its last moment
    "2018-06-30T15:00:00Z, ''" // 1 July
  })
  void aServiceIsInForceFromItsFirstDayInJapanToTheEndOfItsLast(Instant moment, String services)
      throws Exception {
    String text =
        REST
            + """
              - {id: mail, name: {ja: 郵, en: Mail}, category: other, from: 2018-04-01, until: 2018-06-30}
            """;

    assertThat(services(text, LocalDate.ofInstant(moment, JAPAN)))
        .extracting(Service::id)
        .isEqualTo(services.isEmpty() ? List.of() : List.of(services));
  }

  @ParameterizedTest
  @CsvSource({"2018-03-31, 1", "2018-04-01, 2"})
  void aServiceThatIsRestatedForTheNextDayChangesOverNight(LocalDate day, long users)
      throws Exception {
    assertThat(services(RESTATED.formatted("2018-04-01"), day))
        .extracting(Service::users)
        .containsExactly(users);
  }

  @ParameterizedTest
  @CsvSource({"2018-03-31", "2017-01-01"})
  void periodsThatShareADayAreRefusedWithBothLines(String from) {
    assertThatThrownBy(() -> OperatorText.read(RESTATED.formatted(from)))
        .isInstanceOfSatisfying(
            FaultyTextException.class,
            refused -> {
              assertThat(refused.faults())
                  .singleElement()
                  .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("twice.overlapping");
                    assertThat(fault.place().line()).isEqualTo(6);
                  });
              assertThat(refused.sentences("us.yaml", Locale.ENGLISH))
                  .startsWith("us.yaml:6:")
                  .contains("service mail", "line 5");
              assertThat(refused.sentences("us.yaml", Locale.JAPANESE)).contains("mail", "5");
            });
  }

  @Test
  void betweenTwoPeriodsNothingIsInForceAndNothingIsInvented() throws Exception {
    assertThat(services(RESTATED.formatted("2018-04-02"), LocalDate.parse("2018-04-01"))).isEmpty();
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsIsRefusedAtItsLine() {
    String text =
        REST
            + """
              - {id: mail, name: {ja: 郵, en: Mail}, category: other, from: 2018-04-01, until: 2018-03-31}
            """;

    assertThatThrownBy(() -> OperatorText.read(text))
        .isInstanceOfSatisfying(
            FaultyTextException.class,
            refused ->
                assertThat(refused.faults()).singleElement().matches(f -> f.place().line() == 5));
  }

  private static List<Service> services(String text, LocalDate day) throws FaultyTextException {
    return OperatorText.read(text).on(day).services();
  }
}

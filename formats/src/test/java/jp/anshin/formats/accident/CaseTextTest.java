package jp.anshin.formats.accident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.CaseText.Names;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Bounds;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseTextTest {

  private static final Rulebook BOOK = RulebookText.shipped();
  private static final CaseScope SCOPE = new CaseScope(BOOK, LocalDate.parse("2026-11-24"), false);

  private static CaseText text(String date, String category, String duration, String users) {
    return new CaseText("a", 7, date, category, duration, null, users, null);
  }

  private static AccidentCase read(CaseText text) throws FaultyCaseException {
    return text.read(SCOPE, Names.COLUMNS);
  }

  private static List<CaseFault> faults(CaseText text) {
    try {
      read(text);
      return List.of();
    } catch (FaultyCaseException faulty) {
      return faulty.faults();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "101|6060",
        "101m|6060",
        "1h41m|6060",
        "1 h 41 min|6060",
        "1H 41M|6060",
        "1:41|6060",
        "1:41:00|6060",
        "PT1H41M|6060",
        "1時間41分|6060",
        "1時間41分間|6060",
        "2時間|7200",
        "１時間４１分|6060",
        "１０１|6060",
        "719:59|2591940",
        "0:719|",
        "11:59:59|43199",
        "719m59s|43199",
        "719分59秒|43199",
        "719.99|43199",
        "720|43200",
        "12h|43200",
        "1d|86400",
        "P1D|86400",
        "P1DT2H|93600",
        "2日|172800",
        "1,440|86400",
        "0.5|30",
        "0|0",
        "90s|90",
        "1,44|",
        "1e3|",
        "1:75|",
        "h|",
        "ten|",
      })
  void durationsAreReadAsPeopleWriteThem(String written, @Nullable Long seconds)
      throws FaultyCaseException {
    CaseText text = text("2020-01-01", "OTHER", written, "1");
    if (seconds == null) {
      assertThat(faults(text))
          .singleElement()
          .satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(7);
            assertThat(fault.column()).isEqualTo("duration_minutes");
            assertThat(fault.code()).startsWith("duration.");
          });
    } else {
      assertThat(read(text).durationSeconds()).isEqualTo(Bounds.exactly(seconds));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "47000|47000|47000",
        "47,000|47000|47000",
        "４７，０００|47000|47000",
        "4万7千|47000|47000",
        "4万7,000人|47000|47000",
        "4.7万|47000|47000",
        "3万0005|30005|30005",
        "3万50|30050|30050",
        "１億２千万|120000000|120000000",
        "47000.0|47000|47000",
        "0|0|0",
        "47000..69000|47000|69000",
        "47000～69000|47000|69000",
        "6万〜8万|60000|80000",
        "60000-80000|60000|80000",
        "6万から8万|60000|80000",
        ">=30000|30000|",
        "≧30000|30000|",
        "3万以上|30000|",
        "<=30000|0|30000",
        "<1000000|0|999999",
        "3万未満|0|29999",
        ">30000|30001|",
        "''|0|",
        "?|0|",
        "不明|0|",
        "unknown|0|",
      })
  void usersAreReadAsPeopleWriteThem(String written, long min, @Nullable Long max)
      throws FaultyCaseException {
    assertThat(read(text("2020-01-01", "OTHER", "1", written)).users())
        .isEqualTo(new Bounds(min, max));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-5|users.negative",
        "▲5|users.negative",
        "1.5|users.fractional",
        "4.00001万|users.fractional",
        "47,00|users.unreadable",
        "41.000|users.unreadable",
        "1e6|users.unreadable",
        "many|users.unreadable",
        "約3万|approximate",
        "3万程度|approximate",
        "~30000|approximate",
        "6～8万|range.unit",
        "69000..47000|range.reversed",
        "100000000001|users.too-many",
        "0x10|users.unreadable",
        "3万5|users.cut-short",
        "3億5人|users.cut-short",
        "2万..3万5|users.cut-short",
      })
  void usersThatCannotBeMeantAreRefused(String written, String code) {
    assertThat(faults(text("2020-01-01", "OTHER", "1", written)))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.column()).isEqualTo("affected_users");
          assertThat(fault.code()).isEqualTo(code);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01, 3万5, 35000, 30005",
    "2020-01-01, 4千5, 4500, 4005",
    "2020-01-01, 3千万5, 35000000, 30000005",
    "平成35年4月3日, 1, 平成35年4月3日, 令和5年4月3日",
    "令和元年4月1日, 1, 令和元年4月1日, 平成31年4月1日",
    "令和元年4月, 1, 令和元年4月, 平成31年4月"
  })
  void whatIsASlipIsToldWithWhatItCanBe(String day, String users, String one, String other) {
    assertThat(faults(text(day, "OTHER", "1", users)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.arguments()).contains(one, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2012-01-25|2012-01-24T15:00:00Z|2012-01-25T14:59:59.999999999Z",
        "2012/1/25|2012-01-24T15:00:00Z|2012-01-25T14:59:59.999999999Z",
        "20120125|2012-01-24T15:00:00Z|2012-01-25T14:59:59.999999999Z",
        "2012年1月25日|2012-01-24T15:00:00Z|2012-01-25T14:59:59.999999999Z",
        "平成24年1月25日|2012-01-24T15:00:00Z|2012-01-25T14:59:59.999999999Z",
        "令和元年5月1日|2019-04-30T15:00:00Z|2019-05-01T14:59:59.999999999Z",
        "令和５年４月３日|2023-04-02T15:00:00Z|2023-04-03T14:59:59.999999999Z",
        "R5.4.3|2023-04-02T15:00:00Z|2023-04-03T14:59:59.999999999Z",
        "2011-06|2011-05-31T15:00:00Z|2011-06-30T14:59:59.999999999Z",
        "2011年6月|2011-05-31T15:00:00Z|2011-06-30T14:59:59.999999999Z",
        "2012-01-25T08:26|2012-01-24T23:26:00Z|2012-01-24T23:26:00Z",
        "2012-01-25 08:26:30|2012-01-24T23:26:30Z|2012-01-24T23:26:30Z",
        "2012年1月25日8時26分|2012-01-24T23:26:00Z|2012-01-24T23:26:00Z",
        "2012-01-25T08:26:00+09:00|2012-01-24T23:26:00Z|2012-01-24T23:26:00Z",
        "2012-01-24T23:26:00Z|2012-01-24T23:26:00Z|2012-01-24T23:26:00Z",
        "2012-01-25T08:26..08:40|2012-01-24T23:26:00Z|2012-01-24T23:40:00Z",
        "2012-01-25..2012-01-26|2012-01-24T15:00:00Z|2012-01-26T14:59:59.999999999Z",
      })
  void datesAreReadAsPeopleWriteThem(String written, String earliest, String latest)
      throws FaultyCaseException {
    Interval at = read(text(written, "OTHER", "1", "1")).occurredAt();
    assertThat(at.earliest()).hasToString(earliest);
    assertThat(at.latest()).hasToString(latest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|date.blank",
        "2012-02-30|date.none",
        "2012-13|date.none",
        "2012-01-25T25:00|date.none",
        "25/1/2012|date.unreadable",
        "2012|date.unreadable",
        "yesterday|date.unreadable",
        "令和元年4月1日|date.era",
        "平成31年6月1日|date.era",
        "平成35年4月3日|date.era",
        "平成31年5月|date.era",
        "S64.1.8|date.era",
        "昭和元年1月1日|date.none",
        "2012-01-26..2012-01-25|date.reversed",
        "2008-03-31|date.before-law",
        "1985-04-01|date.before-law",
        "2027-12-01|date.far-ahead",
        "2062-01-01|date.far-ahead",
      })
  void datesThatCannotBeJudgedAreRefused(String written, String code) {
    assertThat(faults(text(written, "OTHER", "1", "1")))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.column()).isEqualTo("date");
          assertThat(fault.code()).isEqualTo(code);
        });
  }

  @Test
  void aDayBeforeTheFirstTableMayBeTriedByALaterOne() throws FaultyCaseException {
    CaseScope trial = new CaseScope(BOOK, LocalDate.parse("2026-11-24"), true);
    assertThat(text("2008-03-31", "OTHER", "1", "1").read(trial, Names.COLUMNS).occurredAt())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTHER", "other", "その他の電気通信役務（データ伝送など）", " OTHER ", "その他", "その他の役務"})
  void categoriesAreKnownByCodeAndName(String written) throws FaultyCaseException {
    assertThat(read(text("2020-01-01", written, "1", "1")).category()).isEqualTo("OTHER");
  }

  @Test
  void aShortNameThatFitsTwoCategoriesIsRefusedWithWhatIsAccepted() throws FaultyCaseException {
    assertThat(read(text("2020-01-01", "音声（緊急通報あり）", "1", "1")).category())
        .isEqualTo("VOICE_EMERGENCY");
    assertThat(read(text("2020-01-01", "音声(緊急通報なし)", "1", "1")).category())
        .isEqualTo("VOICE_OTHER");
    assertThat(faults(text("2020-01-01", "音声", "1", "1")))
        .singleElement()
        .extracting(fault -> fault.sentence("", Locale.JAPANESE))
        .asString()
        .contains("VOICE_EMERGENCY (音声（緊急通報あり）)", "OTHER (その他)");
    CaseFault fault = faults(text("2020-01-01", "音声", "1", "1")).getFirst();
    assertThat(fault.sentence("", Locale.ENGLISH))
        .contains("VOICE_EMERGENCY (", "OTHER (")
        .doesNotContain("緊急通報", "その他");
    // As it was kept before there were English names.
    var kept =
        new CaseFault(
            7,
            fault.column(),
            fault.code(),
            fault.arguments().subList(0, fault.arguments().size() - 1));
    assertThat(kept.sentence("", Locale.ENGLISH)).contains("VOICE_EMERGENCY").doesNotContain("{");
  }

  @Test
  void anUnknownCategoryIsAnsweredWithTheKnownOnesAndTheNearest() {
    assertThat(faults(text("2020-01-01", "VOICE_EMERGENCI", "1", "1")))
        .singleElement()
        .extracting(fault -> fault.sentence("cases.csv", Locale.ENGLISH))
        .asString()
        .startsWith("cases.csv:7: service_category: 'VOICE_EMERGENCI' is no category.")
        .contains("Did you mean VOICE_EMERGENCY?", "LPWA", "FREE_INTERNET");
    assertThat(faults(text("2020-01-01", "qwertyuiop", "1", "1")))
        .singleElement()
        .extracting(fault -> fault.sentence("", Locale.JAPANESE))
        .asString()
        .contains("使える区分", "VOICE_OTHER");
  }

  @Test
  void everyFaultOfARowIsToldAtOnce() {
    assertThat(faults(text("x", "y", "-1", "-1")))
        .extracting(CaseFault::column)
        .containsExactly("date", "service_category", "affected_users", "duration_minutes");
  }

  @Test
  void anEndGivesTheDurationWithinWhatIsKnownOfBoth() throws FaultyCaseException {
    assertThat(ended("2023-04-03T07:10", "2023-04-03T08:51").durationSeconds())
        .isEqualTo(Bounds.exactly(6060));
    assertThat(ended("2023-04-03T07:10..07:20", "2023-04-03T08:51").durationSeconds())
        .isEqualTo(Bounds.between(5460, 6060));
    assertThat(ended("2023-04-03", "2023-04-03").durationSeconds())
        .isEqualTo(Bounds.between(0, 86_399));
    assertThatThrownBy(() -> ended("2023-04-03T07:10", "2023-04-03T07:09"))
        .hasMessage(
            "--ended: The end 2023-04-03T07:09 lies before the start 2023-04-03T07:10: check both.");
  }

  private static AccidentCase ended(String date, String end) throws FaultyCaseException {
    return new CaseText("a", 0, date, "OTHER", "", end, "1", null).read(SCOPE, Names.OPTIONS);
  }

  @ParameterizedTest
  @CsvSource({
    "stop,STOP",
    "Degradation,DEGRADATION",
    "hard_to_connect,HARD_TO_CONNECT",
    "hard to connect,HARD_TO_CONNECT",
    "none,NONE",
    "'',UNKNOWN",
    "不明,UNKNOWN",
    "停止,STOP",
    "つながりにくい,HARD_TO_CONNECT"
  })
  void impactsAreKnownInBothLanguages(String written, CaseImpact impact)
      throws FaultyCaseException {
    AccidentCase read =
        new CaseText("a", 7, "2020-01-01", "OTHER", "1", null, "1", written)
            .read(SCOPE, Names.COLUMNS);
    assertThat(read.impact()).isEqualTo(impact);
  }

  @Test
  void anUnknownImpactIsAnsweredWithTheKnownOnes() {
    CaseText text = new CaseText("a", 7, "2020-01-01", "OTHER", "1", null, "1", "outage");
    assertThat(faults(text))
        .singleElement()
        .extracting(fault -> fault.sentence("", Locale.ENGLISH))
        .asString()
        .contains("'outage'", "stop, degradation, hard-to-connect, none, unknown");
  }
}

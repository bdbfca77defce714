package jp.anshin.formats.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTextTest {

  private static final Instant STAMP = Instant.parse("2023-07-03T00:00:00Z");

  private static String write(CalendarEntry... entries) {
    return CalendarText.write("期限", STAMP, List.of(entries));
  }

  private static CalendarEntry day(String summary, String description) {
    return new CalendarEntry("a@anshin", summary, description, LocalDate.parse("2023-08-02"), null);
  }

  @Test
  void aDayIsDueAllDayAndAMomentAtItsMoment() {
    String text =
        write(
            day("report", ""),
            new CalendarEntry("b@anshin", "notice", "", null, STAMP.plusSeconds(1800)));
    assertThat(text)
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n")
        .contains("DTSTART;VALUE=DATE:20230802\r\nDTEND;VALUE=DATE:20230803\r\n")
        .contains("DTSTART:20230703T003000Z\r\n")
        .contains("UID:a@anshin\r\nDTSTAMP:20230703T000000Z\r\n");
  }

  @Test
  void theSameDutyHasTheSameTextEachTime() {
    assertThat(write(day("report", "x"))).isEqualTo(write(day("report", "x")));
  }

  @Test
  void textIsEscaped() {
    assertThat(write(day("a,b;c\\d", "one\ntwo\r\nthree\u0007")))
        .contains("SUMMARY:a\\,b\\;c\\\\d\r\n")
        .contains("DESCRIPTION:one\\ntwo\\nthree \r\n");
  }

  @Test
  void noValueCanBeginALineOfItsOwn() {
    assertThat(write(day("x\r\nEND:VCALENDAR", ""))).containsOnlyOnce("\r\nEND:VCALENDAR\r\n");
  }

  @Test
  void linesAreFoldedAfter75OctetsAndNeverWithinALetter() {
    String summary = "重大な事故の報告書を総務省へ提出する期限である。𠮷野家".repeat(8);
    String text = write(day(summary, ""));
    for (String line : text.split("\r\n")) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\ufffd");
    }
    assertThat(text.replace("\r\n ", "")).contains("SUMMARY:" + summary + "\r\n");
  }

  @Test
  void anEntryHasEitherADayOrAMoment() {
    assertThatThrownBy(() -> new CalendarEntry("a", "b", "", null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

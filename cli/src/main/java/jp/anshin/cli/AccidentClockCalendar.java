package jp.anshin.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.formats.calendar.CalendarEntry;
import jp.anshin.formats.calendar.CalendarText;
import jp.anshin.law.Citation;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.words.LawWords;

/** The duties of a clock as a calendar. */
final class AccidentClockCalendar {

  private AccidentClockCalendar() {}

  /**
   * The calendar; a duty that certainly does not apply, or has no deadline, is not in it.
   *
   * @return text with CRLF
   */
  static String text(AccidentClockReading read, Texts texts) {
    LawWords words = LawWords.in(texts.language().locale());
    var entries = new ArrayList<CalendarEntry>();
    int ownRules = 0;
    for (ClockDuty duty : read.duties()) {
      LocalDate day = duty.dueOn();
      Instant at = duty.dueAt();
      String key = duty.name().isEmpty() ? duty.key() : duty.key() + "-" + ++ownRules;
      if (duty.applies() != Truth.NO && (day != null || at != null)) {
        entries.add(
            new CalendarEntry(
                uid(read, key), summary(duty, texts, words), description(duty, texts), day, at));
      }
    }
    return CalendarText.write(texts.sentence("clock.calendar"), read.now(), entries);
  }

  /** The same outage and duty have the same name, so that a later file replaces the earlier one. */
  private static String uid(AccidentClockReading read, String key) {
    String category = read.judged().read().category();
    return key
        + "-"
        + read.outage().began().earliest().getEpochSecond()
        + "-"
        + (category == null ? "unknown" : category)
        + "@anshin";
  }

  private static String summary(ClockDuty duty, Texts texts, LawWords words) {
    String name = AccidentClockLines.name(duty, texts);
    String open =
        duty.applies() == Truth.UNDETERMINED
            ? " " + texts.sentence("clock.applies.UNDETERMINED")
            : "";
    String mark = duty.verified() ? "" : " " + texts.sentence("clock.mark", words.unverified());
    return name + open + mark;
  }

  private static String description(ClockDuty duty, Texts texts) {
    var lines = new ArrayList<>(List.of(texts.sentence("clock.basis." + duty.basis())));
    Citation citation = duty.citation();
    if (citation != null && citation.article() != null) {
      lines.add(citation.article() + "「" + citation.quote() + "」");
    }
    return String.join("\n", lines);
  }
}

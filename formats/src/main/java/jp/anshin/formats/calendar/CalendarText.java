package jp.anshin.formats.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes an iCalendar object (RFC 5545): an event for each duty, all day long where only the day is
 * known (section 3.6.1), since many programs show no to-dos. Lines end with CRLF and are folded
 * after 75 octets, never within a letter (section 3.1).
 */
public final class CalendarText {

  /** RFC 5545 section 3.1, without the line break. */
  private static final int LINE_OCTETS_MAX = 75;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CalendarText() {}

  /**
   * The whole calendar.
   *
   * @param name what it is called
   * @param stamp when its content was made (DTSTAMP)
   */
  public static String write(String name, Instant stamp, List<CalendarEntry> entries) {
    var out = new StringBuilder();
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//Anshin//Accident clock//EN");
    line(out, "CALSCALE:GREGORIAN");
    line(out, "METHOD:PUBLISH");
    line(out, "X-WR-CALNAME:" + escaped(name));
    for (CalendarEntry entry : entries) {
      line(out, "BEGIN:VEVENT");
      line(out, "UID:" + escaped(entry.uid()));
      line(out, "DTSTAMP:" + MOMENT.format(stamp));
      LocalDate day = entry.dueOn();
      Instant at = entry.dueAt();
      if (day != null) {
        line(out, "DTSTART;VALUE=DATE:" + DAY.format(day));
        line(out, "DTEND;VALUE=DATE:" + DAY.format(day.plusDays(1)));
      } else if (at != null) {
        line(out, "DTSTART:" + MOMENT.format(at));
      }
      line(out, "SUMMARY:" + escaped(entry.summary()));
      if (!entry.description().isEmpty()) {
        line(out, "DESCRIPTION:" + escaped(entry.description()));
      }
      line(out, "TRANSP:TRANSPARENT"); // a duty does not make its day busy
      line(out, "END:VEVENT");
    }
    line(out, "END:VCALENDAR");
    return out.toString();
  }

  /** A value of type TEXT (section 3.3.11). */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replaceAll("\\p{Cntrl}", " ");
  }

  private static void line(StringBuilder out, String content) {
    int octets = 0;
    for (int i = 0; i < content.length(); ) {
      int letter = content.codePointAt(i);
      String text = Character.toString(letter);
      int size = text.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LINE_OCTETS_MAX) {
        out.append("\r\n ");
        octets = 1;
      }
      out.append(text);
      octets += size;
      i += Character.charCount(letter);
    }
    out.append("\r\n");
  }
}

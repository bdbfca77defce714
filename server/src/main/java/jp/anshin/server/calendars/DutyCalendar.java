package jp.anshin.server.calendars;

import java.text.MessageFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import jp.anshin.formats.calendar.CalendarEntry;
import jp.anshin.formats.calendar.CalendarText;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.law.Citation;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.incidents.Simulation;
import org.springframework.stereotype.Service;

/**
 * What is due, as a calendar. What is done stands in it as done; what certainly does not apply, or
 * has no deadline, is not in it. It holds which incident of what kind, what and by when: nothing
 * that anybody wrote and no other facts of the accident, since calendars are shown to others.
 */
@Service
public class DutyCalendar {

  private static final String BUNDLE = "messages.calendars";

  private final Duties duties;
  private final Simulation simulation;
  private final Clock clock;

  DutyCalendar(Duties duties, Simulation simulation, Clock clock) {
    this.duties = duties;
    this.simulation = simulation;
    this.clock = clock;
  }

  /** The calendar as text (RFC 5545) with CRLF. */
  public String text(Locale locale) {
    var entries = new ArrayList<CalendarEntry>();
    Stream.concat(duties.ofOpen().stream(), duties.afterwards().stream())
        .filter(DutyCalendar::isTold)
        .flatMap(duty -> entry(duty, locale).stream())
        .forEach(entries::add);
    return CalendarText.write(say(locale, "name"), clock.instant(), entries);
  }

  /** Accidents of a period stand there once, as the report of the period. */
  private static boolean isTold(Duty duty) {
    return switch (duty.kind()) {
      case SERIOUS_THRESHOLD -> true;
      case PERIODIC_THRESHOLD -> false;
      case REPORT, NOTICE, OWN_RULE, OTHER ->
          duty.applies() != Truth.NO && !duty.key().equals(Duties.PERIODIC_REPORT);
    };
  }

  private Optional<CalendarEntry> entry(Duty duty, Locale locale) {
    boolean day = duty.due().day() != null;
    if (!day && duty.due().earliest() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CalendarEntry(
            duty.name() + "@anshin",
            summary(duty, locale),
            description(duty, locale),
            duty.due().day(),
            day ? null : duty.due().earliest()));
  }

  private String summary(Duty duty, Locale locale) {
    var marks = new ArrayList<String>();
    if (simulation.isOn()) {
      marks.add(say(locale, "simulated"));
    }
    if (duty.done() != null) {
      marks.add(say(locale, "done"));
    } else if (duty.isThreshold()) {
      marks.add(say(locale, "earliest"));
    } else if (duty.applies() == Truth.UNDETERMINED) {
      marks.add(say(locale, "perhaps"));
    }
    String before = marks.isEmpty() ? "" : String.join(" ", marks) + " ";
    String title = duty.title().in(locale);
    IncidentId incident = duty.incident();
    LocalizedText about = duty.about();
    return incident == null || about == null
        ? before + title
        : before + say(locale, "summary", title, about.in(locale), incident.value());
  }

  private static String description(Duty duty, Locale locale) {
    var lines = new ArrayList<>(List.of(say(locale, "basis." + duty.basis())));
    Citation citation = duty.citation();
    if (citation != null) {
      lines.add(LawWords.in(locale).citation(citation));
    }
    if (!duty.verified()) {
      lines.add(LawWords.in(locale).unverified());
    }
    return String.join("\n", lines);
  }

  private static String say(Locale locale, String key, Object... words) {
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(words);
  }
}

package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.clock.Crossing;
import jp.anshin.server.duties.IncidentClock;
import org.jspecify.annotations.Nullable;

/**
 * A ring that runs from the beginning of an outage to the moment at which a threshold is certainly
 * reached. All places are hundredths of the ring, from the top, clockwise.
 *
 * @param say the same in words
 * @param utc the moments in UTC
 * @param state what can be said, a name of {@link Crossing.State}
 * @param passed what has passed
 * @param from where it may be reached
 * @param width from there until it is certainly reached; never less than can be seen
 * @param open whether nobody knows by when it is certainly reached: drawn as broken
 * @param estimate where it is most likely reached, or null when nobody can say
 */
public record Dial(
    String say,
    String utc,
    String state,
    long passed,
    long from,
    long width,
    boolean open,
    @Nullable Long estimate) {

  private static final long WHOLE = 100;

  /** Least that can be seen of an arc. */
  private static final long WIDTH_MIN = 3;

  static Dial of(IncidentClock.Near near, Instant now, Show show) {
    Crossing crossing = near.crossing();
    Instant began = near.service().outage().began().earliest();
    Instant end = end(crossing, began, now);
    Instant likely = crossing.estimate();
    Instant earliest = crossing.earliest() == null ? end : crossing.earliest();
    Instant latest = crossing.latest() == null ? end : crossing.latest();
    long from = Math.min(place(earliest, began, end), WHOLE - WIDTH_MIN);
    return new Dial(
        say(near, now, show),
        utc(crossing, show),
        crossing.state().name(),
        place(now, began, end),
        from,
        Math.max(WIDTH_MIN, place(latest, began, end) - from),
        crossing.latest() == null,
        likely == null ? null : place(likely, began, end));
  }

  /** Where nothing is certain, a third of the time until it may be reached is left beyond. */
  private static Instant end(Crossing crossing, Instant began, Instant now) {
    Instant latest = crossing.latest();
    if (latest != null) {
      return latest;
    }
    Instant last = now;
    for (Instant at : moments(crossing)) {
      last = at.isAfter(last) ? at : last;
    }
    return last.plus(Duration.between(began, last).dividedBy(3));
  }

  private static List<Instant> moments(Crossing crossing) {
    var moments = new ArrayList<Instant>();
    for (Instant at :
        new @Nullable Instant[] {crossing.earliest(), crossing.estimate(), crossing.latest()}) {
      if (at != null) {
        moments.add(at);
      }
    }
    return moments;
  }

  private static long place(Instant at, Instant began, Instant end) {
    long whole = Math.max(1, Duration.between(began, end).toSeconds());
    return Math.clamp(WHOLE * Duration.between(began, at).toSeconds() / whole, 0, WHOLE);
  }

  private static String say(IncidentClock.Near near, Instant now, Show show) {
    Crossing crossing = near.crossing();
    return show.say(
        "clock.say." + crossing.state(),
        show.text(near.service().name()),
        pair(crossing, show),
        when(crossing, now, show),
        duty(crossing, show));
  }

  /** What is due once it is reached; a proposal is named as one. */
  static String duty(Crossing crossing, Show show) {
    return show.say("clock.duty." + (crossing.proposed() ? "PROPOSED" : crossing.duty().name()));
  }

  /** "1 h × 30,000 users"; one of both alone where the other does not matter. */
  static String pair(Crossing crossing, Show show) {
    String lasting = show.hours(crossing.durationMinutes());
    String users = show.say("clock.users", show.number(crossing.users()));
    if (crossing.users() == 0) {
      return lasting;
    }
    return crossing.durationMinutes() == 0 ? users : show.say("clock.pair", lasting, users);
  }

  /** "at the earliest 12:40, probably 13:05, at the latest 14:00". */
  static String when(Crossing crossing, Instant now, Show show) {
    Instant earliest = crossing.earliest();
    if (earliest == null) {
      return "";
    }
    Instant latest = crossing.latest();
    if (latest != null && show.near(earliest, now).equals(show.near(latest, now))) {
      return show.say("clock.exact", show.near(earliest, now));
    }
    var parts = new ArrayList<String>();
    parts.add(show.say("clock.earliest", show.near(earliest, now)));
    Instant estimate = crossing.estimate();
    if (estimate != null) {
      parts.add(show.say("clock.estimate", show.near(estimate, now)));
    }
    parts.add(
        latest == null
            ? show.say("clock.latest-unknown")
            : show.say("clock.latest", show.near(latest, now)));
    return String.join(show.say("list.separator"), parts);
  }

  private static String utc(Crossing crossing, Show show) {
    return String.join(" / ", moments(crossing).stream().map(show::utc).toList());
  }
}

package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.StatedUsers;
import jp.anshin.law.clock.UsersReading;
import jp.anshin.server.duties.ServiceClock;
import org.jspecify.annotations.Nullable;

/**
 * Affected users of one service over time, drawn in steps: the band within which they lie, the
 * estimate, and the thresholds. The table beside it has the figures.
 *
 * @param service id of the service
 * @param name what it is called
 * @param band outline of the band, a path in a drawing of {@link #WIDTH} by {@link #HEIGHT}
 * @param open outline of where nobody knows an upper bound; empty when there is one throughout
 * @param estimate path of the estimate
 * @param thresholds those that fit in, the lowest first
 * @param rows the statements, of each moment the last, the latest first
 * @param total how many moments there are
 * @param from when it begins
 * @param until when it ends
 * @param top users at the upper edge
 */
public record UsersChart(
    String service,
    String name,
    String band,
    String open,
    String estimate,
    List<Line> thresholds,
    List<StatedUsers> rows,
    int total,
    Instant from,
    Instant until,
    long top) {

  static final long WIDTH = 1000;
  static final long HEIGHT = 200;

  /** Rows on the page; the interface has them all. */
  private static final int ROWS_MAX = 240;

  /** More segments than this cannot be told apart. */
  private static final int SEGMENTS_MAX = 500;

  private static final int LINES_MAX = 4;

  /**
   * A threshold.
   *
   * @param y where it lies
   * @param users users that must be reached
   * @param words with how long it takes
   * @param look number of its kind of line
   */
  public record Line(long y, long users, String words, int look) {}

  /** Users between two moments; {@code high} is null where nobody knows a bound. */
  private record Segment(
      Instant from, Instant until, long low, long estimate, @Nullable Long high) {}

  /** The charts of those services of which somebody has stated users. */
  static List<UsersChart> of(List<ServiceClock> services, Instant now, Show show) {
    return services.stream()
        .filter(ServiceClock::ofOneService)
        .filter(each -> !each.outage().countsStatedBy(now).isEmpty())
        .map(each -> of(each, now, show))
        .toList();
  }

  private static UsersChart of(ServiceClock clock, Instant now, Show show) {
    List<StatedUsers> known = clock.outage().countsStatedBy(now);
    Instant began = clock.outage().began().earliest();
    Instant first = known.getFirst().at();
    Instant from = first.isBefore(began) ? first : began;
    Instant until = now.isAfter(known.getLast().at()) ? now : known.getLast().at().plusSeconds(1);
    List<Segment> segments = merged(segments(known, until));
    long most = 1;
    for (Segment each : segments) {
      most = Math.max(most, Math.max(each.estimate(), each.high() == null ? 0 : each.high()));
    }
    List<Long> limits = limits(clock.crossings(), most);
    long highest = limits.isEmpty() ? 0 : limits.getLast();
    long top = Math.max(most, highest) + Math.max(1, Math.max(most, highest) / 10);
    var place = new Scale(from, until, top);
    return new UsersChart(
        clock.service(),
        show.text(clock.name()),
        band(segments, place),
        open(segments, place),
        estimate(segments, place),
        lines(clock.crossings(), limits, place, show),
        known.reversed().stream().limit(ROWS_MAX).toList(),
        known.size(),
        from,
        until,
        top);
  }

  /** Between two statements users lie within the bounds of both; after the last they stay. */
  private static List<Segment> segments(List<StatedUsers> known, Instant until) {
    var segments = new ArrayList<Segment>();
    for (int i = 0; i < known.size(); i++) {
      StatedUsers one = known.get(i);
      StatedUsers other = known.get(Math.min(i + 1, known.size() - 1));
      Long high = one.high();
      Long next = other.high();
      segments.add(
          new Segment(
              one.at(),
              i + 1 < known.size() ? other.at() : until,
              Math.min(one.low(), other.low()),
              one.estimate(),
              high == null || next == null ? null : Long.valueOf(Math.max(high, next))));
    }
    return segments;
  }

  /** So many neighbours as one that a line can be drawn of each, with the bounds of them all. */
  private static List<Segment> merged(List<Segment> all) {
    int step = (all.size() + SEGMENTS_MAX - 1) / SEGMENTS_MAX;
    var merged = new ArrayList<Segment>();
    for (int i = 0; i < all.size(); i += step) {
      List<Segment> some = all.subList(i, Math.min(all.size(), i + step));
      boolean bounded = some.stream().allMatch(each -> each.high() != null);
      long high =
          some.stream().mapToLong(each -> each.high() == null ? 0 : each.high()).max().orElse(0);
      merged.add(
          new Segment(
              some.getFirst().from(),
              some.getLast().until(),
              some.stream().mapToLong(Segment::low).min().orElse(0),
              some.stream().mapToLong(Segment::estimate).max().orElse(0),
              bounded ? Long.valueOf(high) : null));
    }
    return merged;
  }

  /** Where moments and users lie in the drawing. */
  private record Scale(Instant from, Instant until, long top) {
    long x(Instant at) {
      long whole = Math.max(1, Duration.between(from, until).toSeconds());
      return Math.clamp(WIDTH * Duration.between(from, at).toSeconds() / whole, 0, WIDTH);
    }

    long y(long users) {
      return HEIGHT - Math.clamp(Math.round((double) HEIGHT * users / top), 0, HEIGHT);
    }
  }

  private static String band(List<Segment> segments, Scale place) {
    var path = new StringBuilder();
    for (Segment each : segments) {
      Long high = each.high();
      box(path, each, place, place.y(high == null ? each.estimate() : high), place.y(each.low()));
    }
    return path.toString();
  }

  private static String open(List<Segment> segments, Scale place) {
    var path = new StringBuilder();
    for (Segment each : segments) {
      if (each.high() == null) {
        box(path, each, place, 0, place.y(each.estimate()));
      }
    }
    return path.toString();
  }

  private static void box(StringBuilder path, Segment each, Scale place, long top, long bottom) {
    path.append('M').append(place.x(each.from())).append(' ').append(top);
    path.append('H').append(place.x(each.until()));
    path.append('V').append(bottom);
    path.append('H').append(place.x(each.from())).append('Z');
  }

  private static String estimate(List<Segment> segments, Scale place) {
    var path = new StringBuilder();
    for (Segment each : segments) {
      path.append(path.isEmpty() ? 'M' : 'L').append(place.x(each.from()));
      path.append(' ').append(place.y(each.estimate()));
      path.append('H').append(place.x(each.until()));
    }
    return path.toString();
  }

  /** Numbers of users that matter: those within sight and, if it is near, the first one above. */
  private static List<Long> limits(List<Crossing> crossings, long most) {
    var limits = new ArrayList<Long>();
    for (Crossing each : peaks(crossings)) {
      boolean near = limits.isEmpty() || (limits.getLast() <= most && each.users() <= 3 * most);
      if (near && !limits.contains(each.users()) && limits.size() < LINES_MAX) {
        limits.add(each.users());
      }
    }
    return limits;
  }

  private static List<Crossing> peaks(List<Crossing> crossings) {
    return crossings.stream()
        .filter(each -> each.users() > 0 && each.reading() == UsersReading.PEAK)
        .sorted(Comparator.comparingLong(Crossing::users).thenComparing(Crossing::duty))
        .toList();
  }

  private static List<Line> lines(
      List<Crossing> crossings, List<Long> limits, Scale place, Show show) {
    var lines = new ArrayList<Line>();
    for (long users : limits) {
      String words =
          peaks(crossings).stream()
              .filter(each -> each.users() == users)
              .map(each -> show.say("clock.line", Dial.duty(each, show), Dial.pair(each, show)))
              .distinct()
              .collect(Collectors.joining(" / "));
      lines.add(new Line(place.y(users), users, words, lines.size()));
    }
    return lines;
  }
}

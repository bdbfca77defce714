package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import jp.anshin.law.Figures;
import jp.anshin.server.routes.TableSize;
import jp.anshin.server.routes.TableSizes;
import org.jspecify.annotations.Nullable;

/**
 * How many routes of one family a table had over time. Where many samples fall on one place, the
 * line goes through the least and the most of them, so no peak is lost; where nothing was seen
 * there is no line. The table beside it has the figures.
 *
 * @param family {@code v4} or {@code v6}
 * @param line path of the line in a drawing of {@link #WIDTH} by {@link #HEIGHT}
 * @param limit how many were agreed, or null
 * @param limitAt where the limit lies, or null
 * @param low routes at the lower edge
 * @param top routes at the upper edge
 * @param from when it begins
 * @param until when it ends
 * @param rows figures by period, the latest first
 */
public record SizeChart(
    String family,
    String line,
    @Nullable Long limit,
    @Nullable Long limitAt,
    long low,
    long top,
    Instant from,
    Instant until,
    List<Row> rows) {

  static final long WIDTH = 1000;
  static final long HEIGHT = 200;

  /** Places on which samples are drawn: more cannot be told apart. */
  private static final long PLACES = 500;

  /** A change of less than this part of the whole would not be seen on a scale from 0. */
  private static final long SMALL_PART = 5;

  private static final long ROOM_PART = 20;

  /**
   * What was in one period.
   *
   * @param period an hour, a day or a month in Japan
   * @param least fewest routes
   * @param most most routes
   * @param last the last count of it
   * @param samples how often it was looked
   */
  public record Row(String period, long least, long most, long last, int samples) {

    Row and(long routes) {
      return new Row(period, Math.min(least, routes), Math.max(most, routes), routes, samples + 1);
    }
  }

  public SizeChart {
    rows = List.copyOf(rows);
  }

  /** The chart of one family; null when nothing was ever kept of it and nothing was agreed. */
  static @Nullable SizeChart of(
      String family,
      TableSizes.History history,
      TableSizes.Span span,
      ToLongFunction<TableSize> routes,
      @Nullable Long limit) {
    long most = history.sizes().stream().mapToLong(routes).max().orElse(0);
    if (most == 0 && limit == null) {
      return null;
    }
    long least = history.sizes().stream().mapToLong(routes).min().orElse(0);
    boolean fromZero = limit != null || (most - least) * SMALL_PART >= most;
    long highest = limit == null ? most : Math.max(most, limit);
    long low = fromZero ? 0 : Math.max(0, least - room(most - least));
    long top = highest + room(highest - low);
    return new SizeChart(
        family,
        line(history, routes, low, top),
        limit,
        limit == null ? null : Long.valueOf(y(limit, low, top)),
        low,
        top,
        history.from(),
        history.until(),
        rows(history.sizes(), span, routes));
  }

  private static long room(long range) {
    return Math.max(1, range / ROOM_PART);
  }

  private static long y(long routes, long low, long top) {
    return HEIGHT - Math.round((double) HEIGHT * (routes - low) / Math.max(1, top - low));
  }

  private static String line(
      TableSizes.History history, ToLongFunction<TableSize> routes, long low, long top) {
    var path = new StringBuilder();
    List<TableSize> sizes = history.sizes();
    for (int first = 0, next; first < sizes.size(); first = next) {
      next = first + 1;
      while (next < sizes.size()
          && place(history, sizes.get(next)) == place(history, sizes.get(first))
          && !isGap(history, sizes.get(next - 1), sizes.get(next))) {
        next++;
      }
      List<TableSize> some = sizes.subList(first, next);
      boolean begins = first == 0 || isGap(history, sizes.get(first - 1), sizes.get(first));
      long x = place(history, sizes.get(first)) * WIDTH / PLACES;
      path.append(begins ? 'M' : 'L')
          .append(x)
          .append(' ')
          .append(y(some.stream().mapToLong(routes).max().orElse(0), low, top))
          .append('L')
          .append(x + 1)
          .append(' ')
          .append(y(some.stream().mapToLong(routes).min().orElse(0), low, top));
    }
    return path.toString();
  }

  private static long place(TableSizes.History history, TableSize size) {
    long whole = Math.max(1, Duration.between(history.from(), history.until()).toSeconds());
    return PLACES * Duration.between(history.from(), size.at()).toSeconds() / whole;
  }

  /** What is old is kept once an hour. */
  private static boolean isGap(TableSizes.History history, TableSize one, TableSize next) {
    boolean old = one.at().isBefore(history.until().minus(TableSizes.WHOLE));
    Duration step = old ? Duration.ofHours(1) : TableSizes.STEP;
    return Duration.between(one.at(), next.at()).compareTo(step.multipliedBy(2)) > 0;
  }

  private static List<Row> rows(
      List<TableSize> sizes, TableSizes.Span span, ToLongFunction<TableSize> routes) {
    var rows = new LinkedHashMap<String, Row>();
    for (TableSize size : sizes) {
      long count = routes.applyAsLong(size);
      String period = period(size.at().atZone(Figures.JAPAN), span);
      Row before = rows.get(period);
      rows.put(
          period, before == null ? new Row(period, count, count, count, 1) : before.and(count));
    }
    return new ArrayList<>(rows.values()).reversed();
  }

  /** An hour of a day, a day of a month or a week, a month of a year. */
  private static String period(ZonedDateTime at, TableSizes.Span span) {
    String day = at.toLocalDate().toString();
    return switch (span) {
      case DAY -> String.format(Locale.ROOT, "%s %02d:00", day, at.getHour());
      case WEEK, MONTH -> day;
      case YEAR -> day.substring(0, day.lastIndexOf('-'));
    };
  }
}

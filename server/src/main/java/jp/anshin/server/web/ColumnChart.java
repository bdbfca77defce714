package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns drawn by the server, each with its figure above and its name below; no colour says
 * anything by itself. The table beside it is the truth.
 *
 * @param title what is counted, with its unit
 * @param columns from left to right
 * @param width of the drawing
 */
public record ColumnChart(String title, List<Column> columns, long width) {

  /** Height of the highest column. */
  private static final long HEIGHT = 130;

  /** Where columns stand; above is room for the figure of the highest. */
  private static final long GROUND = 155;

  private static final long STEP = 62;

  /** Above, figures stand in thousands: their digits would run into each other. */
  static final long IN_THOUSANDS_FROM = 1_000_000;

  private static final long THOUSAND = 1_000;
  private static final long THICKNESS = 36;

  public ColumnChart {
    columns = List.copyOf(columns);
  }

  /**
   * What is drawn as a column.
   *
   * @param name below it
   * @param least what is certain
   * @param most what is possible; as {@code least} where nothing is open
   * @param more whether even more is possible, nobody knows how much
   * @param parted whether it cannot be compared with the column before
   */
  public record Value(String name, long least, long most, boolean more, boolean parted) {
    static Value exact(String name, long value) {
      return new Value(name, value, value, false, false);
    }
  }

  /**
   * A column.
   *
   * @param value what it says
   * @param say its figure
   * @param x left end
   * @param middle of it
   * @param solidTop top of what is certain
   * @param solidHeight height of what is certain
   * @param paleTop top of what is possible
   * @param paleHeight height of what is possible beyond
   */
  public record Column(
      Value value,
      String say,
      long x,
      long middle,
      long solidTop,
      long solidHeight,
      long paleTop,
      long paleHeight) {}

  /** The chart of these values, the highest as high as there is room. */
  static ColumnChart of(String title, List<Value> values) {
    long top = values.stream().mapToLong(Value::most).max().orElse(0);
    var columns = new ArrayList<Column>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      long solid = height(value.least(), top);
      long whole = height(value.most(), top);
      long x = STEP * i + (STEP - THICKNESS) / 2;
      columns.add(
          new Column(
              value,
              say(value, top),
              x,
              x + THICKNESS / 2,
              GROUND - solid,
              solid,
              GROUND - whole,
              whole - solid));
    }
    return new ColumnChart(title, columns, STEP * values.size());
  }

  /** Something is never drawn as nothing. */
  private static long height(long value, long top) {
    return top == 0 || value == 0 ? 0 : Math.max(2, Math.round((double) value / top * HEIGHT));
  }

  /** Whether figures of these values stand in thousands. */
  static boolean inThousands(List<Value> values) {
    return values.stream().anyMatch(value -> value.most() >= IN_THOUSANDS_FROM);
  }

  /** Thousands are cut, never rounded up, and something is never said to be nothing. */
  private static String say(Value value, long top) {
    boolean thousands = top >= IN_THOUSANDS_FROM;
    String most =
        thousands && value.most() > 0 && value.most() < THOUSAND
            ? "<1"
            : String.format(Locale.ROOT, "%,d", thousands ? value.most() / THOUSAND : value.most());
    return value.more() ? most + "+" : most;
  }
}

package jp.anshin.formats.accident;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.UserCounts.Sample;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.StatedUsers;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files of counts of affected users: columns {@code at} (a moment) and {@code users} (a
 * number or a range), or {@code low}, {@code estimate} and {@code high} of which any may be blank;
 * if there is {@code stated_at}, it says when the count was stated, else that was at once.
 */
public final class UserCountsText {

  private static final String AT = "at";
  private static final String USERS = "users";
  private static final String LOW = "low";
  private static final String ESTIMATE = "estimate";
  private static final String HIGH = "high";
  private static final String STATED = "stated_at";
  private static final String NEEDED = "at,users | at,low,estimate,high";

  /** Users may be grouped by commas; so the comma after the duration ends the step. */
  private static final Pattern STEP = Pattern.compile("([^@]+)@([^@,;、]+)(?:[,;、]\\s*|$)");

  private final int linesMax;
  private final List<CaseFault> faults = new ArrayList<>();
  private final List<CountLine> counts = new ArrayList<>();

  /** Whether each count must be one number. */
  private final boolean exact;

  private UserCountsText(int linesMax, boolean exact) {
    this.linesMax = linesMax;
    this.exact = exact;
  }

  /**
   * Reads a file.
   *
   * @return counts in the order of the file
   * @throws FaultyCaseException with every fault: a clock with a count left out would be wrong
   */
  public static List<CountLine> read(InputStream in) throws IOException, FaultyCaseException {
    return read(in, new UserCountsText(Outage.COUNTS_MAX, false));
  }

  private static List<CountLine> read(InputStream in, UserCountsText text)
      throws IOException, FaultyCaseException {
    text.readAll(new CsvRecords(CsvLines.open(in)));
    if (!text.faults.isEmpty()) {
      throw new FaultyCaseException(text.faults);
    }
    return List.copyOf(text.counts);
  }

  /**
   * Reads a file of how many users a service had over time: columns {@code at} and {@code users}.
   *
   * @param samplesMax how many lines are read
   * @return samples in the order of the file
   * @throws FaultyCaseException with every fault: a peak that was left out would be missing
   */
  public static List<Sample> series(InputStream in, int samplesMax)
      throws IOException, FaultyCaseException {
    return read(in, new UserCountsText(samplesMax, true)).stream()
        .map(line -> new Sample(line.count().at(), line.count().low()))
        .toList();
  }

  /**
   * How users were restored one after the other, from a command line: {@code 30000@100,5000@5h}.
   *
   * @param column how the value is called where faults are told
   * @return how many were affected for how long, the first step first
   * @throws FaultyCaseException when it is none, or users do not fall while durations rise
   */
  public static List<Extent> steps(String column, String written) throws FaultyCaseException {
    if (written.length() > Written.LENGTH_MAX) {
      // What is cut off would be left out silently.
      throw Written.fault(column, "text.too-long", Integer.toString(Written.LENGTH_MAX));
    }
    var steps = new ArrayList<Extent>();
    String text = Written.of(written).text();
    Matcher step = STEP.matcher(text);
    int read = 0;
    while (read < text.length() && step.find(read) && step.start() == read) {
      var next =
          new Extent(
              WrittenUsers.read(column, step.group(1)),
              WrittenDuration.read(column, step.group(2)));
      if (!steps.isEmpty() && !next.follows(steps.getLast())) {
        throw Written.fault(column, "restored.not-falling", step.group().strip());
      }
      steps.add(next);
      read = step.end();
    }
    if (steps.isEmpty() || read < text.length()) {
      throw Written.fault(column, "restored.unreadable", text.substring(read).strip());
    }
    return steps;
  }

  /**
   * A count that was just stated, from a number or a range on a command line.
   *
   * @param column how the value is called where faults are told
   * @throws FaultyCaseException when it is none
   */
  public static StatedUsers stated(String column, String users, Instant now)
      throws FaultyCaseException {
    return count(now, WrittenUsers.read(column, users), null, now);
  }

  /**
   * A number of users or a range, from a command line.
   *
   * @param column how the value is called where faults are told
   * @throws FaultyCaseException when it is none
   */
  public static Bounds users(String column, String written) throws FaultyCaseException {
    return WrittenUsers.read(column, written);
  }

  /**
   * A moment, or any moment within bounds, from a command line.
   *
   * @param column how the value is called where faults are told
   * @throws FaultyCaseException when it is none
   */
  public static Interval moment(String column, String written) throws FaultyCaseException {
    return WrittenMoment.read(column, written);
  }

  /**
   * Seconds of a duration, from a command line.
   *
   * @param column how the value is called where faults are told
   * @throws FaultyCaseException when it is none
   */
  public static long seconds(String column, String written) throws FaultyCaseException {
    return WrittenDuration.seconds(column, written);
  }

  private void readAll(CsvRecords records) throws IOException, FaultyCaseException {
    CsvRecords.Fields header = records.next();
    if (header == null) {
      throw new FaultyCaseException(CaseFault.of(1, "", "file.empty"));
    }
    Map<String, Integer> columns = columns(header);
    for (CsvRecords.Fields row = records.next(); row != null; row = records.next()) {
      if (counts.size() == linesMax) {
        throw new FaultyCaseException(
            CaseFault.of(row.line(), "", "file.too-long", Integer.toString(linesMax)));
      }
      try {
        counts.add(new CountLine(row.line(), checked(count(row, columns))));
      } catch (FaultyCaseException faulty) {
        int line = row.line();
        faulty.faults().forEach(fault -> faults.add(fault.on(line)));
      }
    }
    if (counts.isEmpty() && faults.isEmpty()) {
      throw new FaultyCaseException(CaseFault.of(header.line(), "", "file.no-row"));
    }
  }

  private StatedUsers checked(StatedUsers count) throws FaultyCaseException {
    Long high = count.high();
    if (exact && (high == null || high != count.low())) {
      throw Written.fault(USERS, "series.not-exact");
    }
    return count;
  }

  private static Map<String, Integer> columns(CsvRecords.Fields header) throws FaultyCaseException {
    if (header.fault() != null) {
      throw new FaultyCaseException(header.fault());
    }
    var columns = new HashMap<String, Integer>();
    for (String written : header.fields()) {
      columns.putIfAbsent(Written.of(written).text().toLowerCase(Locale.ROOT), columns.size());
    }
    boolean users = columns.containsKey(USERS) || columns.containsKey(LOW);
    if (!columns.containsKey(AT) || !users || columns.size() < header.fields().size()) {
      throw new FaultyCaseException(
          CaseFault.of(
              header.line(), columns.containsKey(AT) ? USERS : AT, "column.missing", NEEDED));
    }
    return columns;
  }

  private static StatedUsers count(CsvRecords.Fields row, Map<String, Integer> columns)
      throws FaultyCaseException {
    if (row.fault() != null) {
      throw new FaultyCaseException(row.fault());
    }
    if (row.fields().size() != columns.size()) {
      String code =
          row.fields().size() > columns.size() ? "line.too-many-fields" : "line.too-few-fields";
      throw Written.fault(
          "", code, Integer.toString(row.fields().size()), Integer.toString(columns.size()));
    }
    Instant at = exact(AT, field(row, columns, AT));
    String stated = field(row, columns, STATED);
    Instant statedAt = stated.isBlank() ? at : exact(STATED, stated);
    if (statedAt.isBefore(at)) {
      throw Written.fault(STATED, "count.stated-before", stated.strip());
    }
    if (columns.containsKey(USERS)) {
      return count(at, WrittenUsers.read(USERS, field(row, columns, USERS)), null, statedAt);
    }
    return ofBounds(row, columns, at, statedAt);
  }

  private static StatedUsers ofBounds(
      CsvRecords.Fields row, Map<String, Integer> columns, Instant at, Instant statedAt)
      throws FaultyCaseException {
    Long low = number(LOW, field(row, columns, LOW));
    Long estimate = number(ESTIMATE, field(row, columns, ESTIMATE));
    Long high = number(HIGH, field(row, columns, HIGH));
    long least = low == null ? 0 : low;
    boolean inOrder =
        (high == null || high >= least)
            && (estimate == null || (estimate >= least && (high == null || high >= estimate)));
    if (!inOrder) {
      throw Written.fault(LOW, "count.order");
    }
    return count(at, new Bounds(least, high), estimate, statedAt);
  }

  /** Without an estimate the middle is one; without an upper bound the lower bound is. */
  private static StatedUsers count(
      Instant at, Bounds users, @Nullable Long estimate, Instant statedAt) {
    Long high = users.max();
    long likely = high == null ? users.min() : users.min() + (high - users.min()) / 2;
    return new StatedUsers(at, users.min(), estimate == null ? likely : estimate, high, statedAt);
  }

  private static @Nullable Long number(String column, String written) throws FaultyCaseException {
    Written text = Written.of(written);
    return text.isUnknown() ? null : WrittenUsers.number(column, text.text());
  }

  private static Instant exact(String column, String written) throws FaultyCaseException {
    Interval at = WrittenMoment.read(column, written);
    if (!at.isExact()) {
      throw Written.fault(column, "count.no-time", written.strip());
    }
    return at.earliest();
  }

  private static String field(CsvRecords.Fields row, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    return column == null ? "" : row.fields().get(column);
  }
}

package jp.anshin.formats.lpwa;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lines that made no event, counted by reason with the places of the first ones. What a line held
 * is kept nowhere. Not for several threads.
 */
public final class PassedOver {

  /** So many places are kept of each reason. */
  public static final int PLACES_MAX = 3;

  /**
   * Where a line stands.
   *
   * @param file name of its file
   * @param line from 1
   */
  public record At(String file, long line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /**
   * How often a reason was met.
   *
   * @param isFault whether something is wrong with these lines; else they only said what is not
   *     needed
   * @param count how many lines
   * @param first the first of them
   */
  public record Tally(boolean isFault, long count, List<At> first) {
    public Tally {
      first = List.copyOf(first);
    }
  }

  private static final class Cell {
    private final boolean isFault;
    private final List<At> first = new ArrayList<>();
    private long count;

    Cell(boolean isFault) {
      this.isFault = isFault;
    }
  }

  private final SortedMap<String, Cell> byReason = new TreeMap<>();

  void add(Unusable why, String file, long line) {
    add(why.reason(), why.isFault(), file, line);
  }

  void add(String reason, boolean isFault, String file, long line) {
    Cell cell = byReason.computeIfAbsent(reason, first -> new Cell(isFault));
    cell.count++;
    if (cell.first.size() < PLACES_MAX) {
      cell.first.add(new At(file, line));
    }
  }

  /** By reason, each a stable name such as {@code json.malformed}. */
  public SortedMap<String, Tally> byReason() {
    var all = new TreeMap<String, Tally>();
    byReason.forEach(
        (reason, cell) -> all.put(reason, new Tally(cell.isFault, cell.count, cell.first)));
    return all;
  }

  /** How many lines something was wrong with. */
  public long faults() {
    return byReason.values().stream().filter(cell -> cell.isFault).mapToLong(c -> c.count).sum();
  }
}

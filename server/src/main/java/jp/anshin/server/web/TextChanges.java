package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.List;

/** What changed from one text to the next, line by line. */
final class TextChanges {

  /**
   * A line.
   *
   * @param kind {@code same}, {@code added} or {@code removed}
   * @param text its words
   */
  record Line(String kind, String text) {}

  /**
   * Beyond so many lines that differ, all of the old is shown as removed, all of the new as added.
   */
  private static final int DIFFERING_MAX = 2000;

  private TextChanges() {}

  /** The lines of both, in order; what is the same once. */
  static List<Line> between(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int head = 0;
    while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < old.size() - head
        && tail < now.size() - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    var lines = new ArrayList<Line>();
    old.subList(0, head).forEach(text -> lines.add(new Line("same", text)));
    addMiddle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), lines);
    old.subList(old.size() - tail, old.size()).forEach(text -> lines.add(new Line("same", text)));
    return lines;
  }

  /** By the longest common subsequence. */
  private static void addMiddle(List<String> old, List<String> now, List<Line> lines) {
    boolean tooLong = old.size() > DIFFERING_MAX || now.size() > DIFFERING_MAX;
    int[][] common = new int[tooLong ? 1 : old.size() + 1][tooLong ? 1 : now.size() + 1];
    if (!tooLong) {
      for (int o = old.size() - 1; o >= 0; o--) {
        for (int n = now.size() - 1; n >= 0; n--) {
          common[o][n] =
              old.get(o).equals(now.get(n))
                  ? common[o + 1][n + 1] + 1
                  : Math.max(common[o + 1][n], common[o][n + 1]);
        }
      }
    }
    int o = 0;
    int n = 0;
    while (!tooLong && o < old.size() && n < now.size()) {
      if (old.get(o).equals(now.get(n))) {
        lines.add(new Line("same", old.get(o++)));
        n++;
      } else if (common[o + 1][n] >= common[o][n + 1]) {
        lines.add(new Line("removed", old.get(o++)));
      } else {
        lines.add(new Line("added", now.get(n++)));
      }
    }
    old.subList(o, old.size()).forEach(text -> lines.add(new Line("removed", text)));
    now.subList(n, now.size()).forEach(text -> lines.add(new Line("added", text)));
  }
}

package jp.anshin.cli;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.words.LawWords;

/** Judgments as a table. Rows are written in lots, each aligned: a file may have a million. */
final class AccidentTable {

  /** As many as a person scrolls through; the widths of a lot need no second reading of a file. */
  private static final int LOT = 500;

  private static final int GAP = 2;

  private final Texts texts;
  private final LawWords words;
  private final Results out;
  private final List<List<String>> rows = new ArrayList<>();

  AccidentTable(Texts texts, Results out) {
    this.texts = texts;
    this.words = LawWords.in(texts.language().locale());
    this.out = out;
    rows.add(List.of(texts.sentence("accident.columns").split("\\|")));
  }

  void add(AccidentJudgment judged) {
    NearestMiss miss = judged.said().nearestMiss();
    String row = judged.row();
    rows.add(
        List.of(
            judged.read().id(),
            texts.sentence("accident.cell." + judged.said().reason().result()),
            texts.sentence("accident.cell." + judged.said().periodic().required()),
            judged.edition(),
            row == null ? "–" : row,
            miss == null ? "–" : words.shortfall(miss),
            judged.questions()));
    if (rows.size() >= LOT) {
      flush();
    }
  }

  /** Writes what is left. */
  void flush() {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    var widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
      }
    }
    rows.forEach(row -> out.line(aligned(row, widths)));
    rows.clear();
  }

  private static String aligned(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - Columns.of(row.get(i)) + GAP);
    }
    return line.toString().stripTrailing();
  }
}

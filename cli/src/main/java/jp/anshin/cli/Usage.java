package jp.anshin.cli;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells how a verb is used, for a terminal of 80 columns where Japanese letters take two. */
record Usage(Texts texts) {

  /** What stands for a file in the help. */
  static final String FILE = "FILE";

  private static final int WIDTH = 80;
  private static final int INDENT = 2;

  /** A line of a list: what is written, and the key of what it means. */
  private record Row(String written, String text) {}

  /**
   * The whole help of one verb, each line with its end.
   *
   * @param words the verb, or the words before one
   * @param verb null when another word must follow
   */
  String of(String words, @Nullable Verb verb, List<OptionRule> options) {
    var out = new StringBuilder();
    boolean readsFiles = verb != null && verb.readsFiles();
    wrap(out, pieces(texts.sentence(header(words))), 0, 0);
    synopsis(out, words, options, verb == null ? "<verb>" : readsFiles ? FILE + "..." : "");
    var rows = new ArrayList<Row>();
    options.stream()
        .sorted((one, other) -> sorting(one).compareTo(sorting(other)))
        .map(rule -> new Row(column(rule), rule.text()))
        .forEach(rows::add);
    var files = new Row(" ".repeat(4) + FILE + "...", "parameter.mrt-files");
    int widest = rows.stream().mapToInt(row -> row.written().length()).max().orElse(0);
    if (readsFiles) {
      list(out, "usage.heading.parameters", List.of(files), widest + 1);
    }
    list(out, "usage.heading.options", rows, widest + 1);
    if (verb == null) {
      list(out, "usage.heading.verbs", verbs(words), 0);
    }
    return out.toString();
  }

  private static List<Row> verbs(String words) {
    return Verbs.after(words).stream()
        .filter(Verbs.Entry::shown)
        .map(entry -> new Row(entry.lastWord(), header(entry.words())))
        .toList();
  }

  private static String header(String words) {
    return Verbs.followed("anshin", words).strip().replace(' ', '.') + ".usage.header";
  }

  private static String sorting(OptionRule rule) {
    return rule.longestName().replace("-", "");
  }

  /** Flags before values, what may be repeated last, each by name: as synopses are written. */
  private static String inSynopsis(OptionRule rule) {
    int group =
        switch (rule.often()) {
          case ONCE -> rule.takesValue() ? 2 : 0;
          case AT_MOST_ONCE -> rule.takesValue() ? 2 : 1;
          case ANY_NUMBER -> 3;
        };
    return group + sorting(rule);
  }

  private static String column(OptionRule rule) {
    return (rule.hasLetter() ? "" : " ".repeat(4)) + rule.names() + equalsLabel(rule);
  }

  private static String equalsLabel(OptionRule rule) {
    return rule.takesValue() ? "=" + rule.label() : "";
  }

  private void synopsis(StringBuilder out, String words, List<OptionRule> options, String rest) {
    String start =
        texts.sentence("usage.heading.synopsis") + Verbs.followed("anshin", words).strip() + " ";
    var pieces =
        Stream.concat(
                options.stream()
                    .sorted((one, other) -> inSynopsis(one).compareTo(inSynopsis(other)))
                    .map(Usage::bracketed),
                Stream.of(rest))
            .map(piece -> piece + " ")
            .toList();
    out.append(start);
    wrap(out, pieces, Columns.of(start), Columns.of(start));
  }

  private static String bracketed(OptionRule rule) {
    String written = rule.names().split(",")[0] + equalsLabel(rule);
    return switch (rule.often()) {
      case ONCE -> written;
      case AT_MOST_ONCE -> "[" + written + "]";
      case ANY_NUMBER -> "[" + written + "]...";
    };
  }

  private void list(StringBuilder out, String heading, List<Row> rows, int widthMin) {
    int widest = rows.stream().mapToInt(row -> row.written().length()).max().orElse(0);
    int width = Math.max(widthMin, widest) + INDENT;
    out.append('\n').append(texts.sentence(heading)).append('\n');
    for (Row row : rows) {
      out.repeat(' ', INDENT).append(row.written()).repeat(' ', width - row.written().length());
      wrap(out, pieces(texts.sentence(row.text())), INDENT + width, INDENT + width + INDENT);
    }
  }

  /** Where a line may break, by the rules of the script: Japanese breaks between letters. */
  private static List<String> pieces(String text) {
    var breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    var pieces = new ArrayList<String>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      if (text.charAt(to - 1) != '-') { // an option stays in one piece
        pieces.add(text.substring(from, to));
        from = to;
      }
    }
    return pieces;
  }

  private static void wrap(StringBuilder out, List<String> pieces, int start, int indent) {
    int column = start;
    for (String piece : pieces) {
      if (column + Columns.of(piece.stripTrailing()) > WIDTH) {
        endLine(out);
        out.repeat(' ', indent);
        column = indent;
      }
      out.append(piece);
      column += Columns.of(piece);
    }
    endLine(out);
  }

  private static void endLine(StringBuilder out) {
    while (out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
  }
}

package jp.anshin.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every verb by its words, in the order of the help. Only the one that is wanted is made. */
final class Verbs {

  /** The words before any verb is named. */
  static final String NONE = "";

  /** How a verb is made. */
  interface Maker {
    Verb make(Terminal terminal, Texts texts);
  }

  /**
   * A line of the table.
   *
   * @param words what is written to choose it
   * @param shown whether the help names it
   * @param maker null when another word must follow
   */
  record Entry(String words, boolean shown, @Nullable Maker maker) {

    String lastWord() {
      return words.substring(words.lastIndexOf(' ') + 1);
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("version", true, VersionCommand::new),
          new Entry("route", true, null),
          new Entry("route print", true, RoutePrintCommand::new),
          new Entry("route stat", true, RouteStatCommand::new),
          new Entry("route scan", true, RouteScanCommand::new),
          // For benchmarks and for trying a scan: not what an operator looks for.
          new Entry("route simulate", false, RouteSimulateCommand::new),
          new Entry("accident", true, null),
          new Entry("accident judge", true, AccidentJudgeCommand::new),
          new Entry("accident clock", true, AccidentClockCommand::new),
          new Entry("accident count", true, AccidentCountCommand::new),
          new Entry("accident dmn", true, AccidentDmnCommand::new),
          new Entry("lpwa", true, null),
          new Entry("lpwa classify", true, LpwaClassifyCommand::new),
          new Entry("lpwa replay", true, LpwaReplayCommand::new),
          new Entry("report", true, null),
          new Entry("report first", true, ReportFirstCommand::new),
          new Entry("report detail", true, ReportDetailCommand::new),
          new Entry("report periodic", true, ReportPeriodicCommand::new),
          new Entry("serve", true, ServeCommand::new),
          new Entry("backup", true, BackupCommand::new),
          new Entry("restore", true, RestoreCommand::new),
          new Entry("size", true, SizeCommand::new),
          new Entry("demo", true, DemoCommand::new));

  private Verbs() {}

  /** The verbs that may be named next. */
  static List<Entry> after(String words) {
    return ENTRIES.stream()
        .filter(entry -> !entry.words().equals(words))
        .filter(entry -> followed(words, entry.lastWord()).equals(entry.words()))
        .toList();
  }

  static String followed(String words, String word) {
    return words.equals(NONE) ? word : words + " " + word;
  }
}

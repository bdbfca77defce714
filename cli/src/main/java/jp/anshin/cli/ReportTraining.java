package jp.anshin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import jp.anshin.documents.facts.AccidentText;
import jp.anshin.formats.operator.OperatorText;

/** Each kind of paper once, for the quick start of those that come after. */
final class ReportTraining {

  private static final String ROWS =
      """
      id,date,service_category,duration_minutes,affected_users
      a,2024-05-10,OTHER,125,41000
      """;

  private ReportTraining() {}

  /**
   * Writes the papers into a directory of its own.
   *
   * @param run a verb in a language
   */
  static void run(BiConsumer<String, List<String>> run) throws IOException {
    Path directory = Files.createTempDirectory("anshin-training-");
    try (var temporary = new DemoDirectory(directory, true)) {
      Path home = temporary.path();
      String facts = written(home, "facts.yaml", AccidentText.example());
      String operator = written(home, "operator.yaml", OperatorText.example());
      String rows = written(home, "rows.csv", ROWS);
      for (String language : List.of("en", "ja")) {
        run.accept(language, List.of("report", "--help"));
        run.accept(language, List.of("report", "first", "--help"));
        for (String paper : List.of("first.pdf", "first.txt", "detail.pdf", "detail.docx")) {
          String verb = paper.substring(0, paper.indexOf('.'));
          run.accept(
              language,
              List.of(
                  "report",
                  verb,
                  "--facts",
                  facts,
                  "--operator",
                  operator,
                  "--language",
                  language,
                  "--out",
                  home.resolve(language + paper).toString()));
        }
        run.accept(
            language,
            List.of(
                "report",
                "periodic",
                "--csv",
                rows,
                "--period",
                "2024Q1",
                "--out",
                home.resolve(language + ".xlsx").toString()));
      }
    }
  }

  private static String written(Path home, String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }
}

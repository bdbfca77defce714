package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees who asks for help, or gets the command line wrong. */
class UsageTest {

  private final TerminalForTest terminal = new TerminalForTest();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version",
        "route",
        "route print",
        "route scan",
        "route simulate",
        "accident",
        "accident judge",
        "accident clock",
        "accident count",
        "accident dmn",
        "lpwa",
        "lpwa classify",
        "lpwa replay",
        "report",
        "report first",
        "report detail",
        "report periodic",
        "serve",
        "backup",
        "restore",
        "size",
        "demo"
      })
  void everyVerbExplainsItselfInBothLanguagesWithin80Columns(String verb) {
    for (String language : new String[] {"en", "ja"}) {
      var help = new TerminalForTest();
      String line = verb + " --lang " + language + " --help";
      assertThat(help.run(line.strip().split(" "))).isEqualTo(ExitStatus.GOOD);
      assertThat(help.err()).isEmpty();
      assertThat(help.out())
          .contains(language.equals("ja") ? "使い方：anshin" : "Usage: anshin")
          .contains("  -h, --help  ");
      assertThat(help.out().lines())
          .allSatisfy(text -> {
            assertThat(Columns.of(text)).isLessThanOrEqualTo(80);
            assertThat(text).doesNotMatch(".*\\s");
          });
    }
  }

  @Test
  void theHelpIsAlignedByColumnsAndBreaksNoOptionApart() {
    terminal.run("demo", "--lang=ja", "--help");
    assertThat(terminal.out())
        .contains(
            """
            使い方：anshin demo [-h] [--json] [--once] [--data=DIR] [--lang=ja|en]
                                [--port=PORT] [--scale=F] [--speed=N]
            """)
        .contains("\n  -h, --help         この説明")
        .contains("\n      --port=PORT    コンソール")
        .contains("\n                       --once では空き。\n");
  }

  @Test
  void theSynopsisSaysWhatIsRequiredAndWhatMayBeRepeated() {
    terminal.run("route", "scan", "-h");
    assertThat(terminal.out())
        .startsWith("Looks for leaks")
        .contains("[--baseline=RIB]... FILE...\n")
        .contains("\nParameters:\n      FILE...            MRT files");
    var print = new TerminalForTest();
    print.run("route", "print", "-h");
    assertThat(print.out()).contains("Usage: anshin route print -m [-h] [--lang=ja|en] FILE...\n");
  }

  @Test
  void whoeverAsksForHelpGetsItWhateverElseIsWrong() {
    assertThat(terminal.run("version", "x", "--jsn", "--help")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("Usage: anshin version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate|Unknown on the command line: frobnicate|anshin --help",
        "route pritn|Unknown on the command line: pritn. Did you mean print?|anshin route --help",
        "--lnag ja version|Unknown on the command line: --lnag. Did you mean --lang?|anshin --help",
        "version --jsn|--jsn. Did you mean --json?|anshin version --help",
        "version --json=x|Unknown on the command line: --json=x. Did you mean|anshin version --help",
        "version x y|Unknown on the command line: x y|anshin version --help",
        "version --json --json|Given twice on the command line: --json|anshin version --help",
        "route scan --bseline=x -|Did you mean --baseline?|anshin route scan --help",
        "route print|Missing on the command line: -m, FILE|anshin route print --help",
        "serve --config|a value, as in --config FILE|anshin serve --help",
        "serve --config --lang en|a value, as in --config FILE|anshin serve --help",
        "route simulate --out x --seed q|--seed q is no seed|anshin route simulate --help",
        "version --lang fr|--lang fr: ja|anshin version --help",
        "backup --to x|Exactly one of --config and --data|anshin backup --help",
        "restore --from x|Exactly one of --check and --data|anshin restore --help",
        "size --peers 0 --prefixes 1 --updates-per-second 1 --days 1|--peers 0: give a whole|anshin size --help",
        "version -x|Unknown on the command line: -x|anshin version --help",
      })
  void aWrongCommandLineIsToldByItsWord(String line, String sentence, String help) {
    assertThat(terminal.run(line.split(" "))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains(sentence).endsWith("How it is used: " + help + "\n");
  }

  @Test
  void whatFollowsTwoDashesIsAFile() {
    assertThat(terminal.run("route", "print", "-m", "--", "--help"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).startsWith("--help: there is no such file");
  }
}

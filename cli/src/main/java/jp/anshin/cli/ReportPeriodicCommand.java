package jp.anshin.cli;

import java.util.List;

/** {@code anshin report periodic}: see {@link PeriodicPapers}. */
record ReportPeriodicCommand(Terminal terminal, Texts texts) implements Verb {

  static final OptionRule CSV = OptionRule.value("--csv", "FILE", "option.report-csv").required();
  static final OptionRule PERIOD =
      OptionRule.value("--period", "PERIOD", "option.period").required();
  static final OptionRule GOOD_ROWS = OptionRule.flag("--good-rows", "option.good-rows");

  @Override
  public List<OptionRule> options() {
    return List.of(
        CSV, PERIOD, GOOD_ROWS, ReportOptions.OUT, ReportOptions.OPERATOR, ReportOptions.LANGUAGE);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    return new PeriodicPapers(terminal, texts).write(given);
  }
}

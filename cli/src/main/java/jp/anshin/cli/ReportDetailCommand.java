package jp.anshin.cli;

import java.util.List;

/** {@code anshin report detail}: see {@link ReportPapers}. */
record ReportDetailCommand(Terminal terminal, Texts texts) implements Verb {

  @Override
  public List<OptionRule> options() {
    return List.of(
        ReportOptions.FACTS, ReportOptions.OUT, ReportOptions.OPERATOR, ReportOptions.LANGUAGE);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    return new ReportPapers(terminal, texts).detail(given);
  }
}

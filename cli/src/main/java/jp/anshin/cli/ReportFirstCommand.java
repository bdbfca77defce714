package jp.anshin.cli;

import java.util.List;

/** {@code anshin report first}: see {@link ReportPapers}. */
record ReportFirstCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule TELEPHONE = OptionRule.flag("--telephone", "option.telephone");

  @Override
  public List<OptionRule> options() {
    return List.of(
        ReportOptions.FACTS,
        ReportOptions.OUT,
        ReportOptions.OPERATOR,
        ReportOptions.LANGUAGE,
        TELEPHONE);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    return new ReportPapers(terminal, texts).first(given, given.has(TELEPHONE));
  }
}

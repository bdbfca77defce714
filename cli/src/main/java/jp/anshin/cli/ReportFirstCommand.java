package jp.anshin.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jp.anshin.formats.yaml.Moments;

/** {@code anshin report first}: see {@link ReportPapers}. */
record ReportFirstCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule TELEPHONE = OptionRule.flag("--telephone", "option.telephone");

  private static final OptionRule AT = OptionRule.value("--at", "TIME", "option.call-at");

  @Override
  public List<OptionRule> options() {
    return List.of(
        ReportOptions.FACTS,
        ReportOptions.OUT,
        ReportOptions.OPERATOR,
        ReportOptions.LANGUAGE,
        TELEPHONE,
        AT);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    if (given.has(AT) && !given.has(TELEPHONE)) {
      throw new WrongUsage(texts.sentence("usage.missing", TELEPHONE.longestName()));
    }
    var papers = new ReportPapers(terminal, texts);
    return given.has(TELEPHONE) ? papers.call(given, at(given)) : papers.first(given);
  }

  /** When the call is made: now, where nothing else is said. */
  private static Instant at(Given given) throws WrongUsage {
    String at = given.value(AT);
    return at == null
        ? Clock.systemUTC().instant()
        : Moments.read(at).orElseThrow(() -> given.wrong(AT, at));
  }
}

package jp.anshin.cli;

import java.util.List;
import jp.anshin.formats.dmn.RulebookDmn;

/** {@code anshin accident dmn}: the rulebook as DMN 1.3, for other tools and for readers. */
record AccidentDmnCommand(Terminal terminal, Texts texts) implements Verb {

  @Override
  public List<OptionRule> options() {
    return List.of(AccidentLawbook.RULEBOOK);
  }

  @Override
  public int run(Given given) throws RefusedInput {
    terminal.out().append(RulebookDmn.write(new AccidentLawbook(terminal, texts).chosenBy(given)));
    return ExitStatus.GOOD;
  }
}

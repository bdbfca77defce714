package jp.anshin.cli;

import java.util.List;

/**
 * {@code anshin restore --from FILE}: puts a backup into an empty directory, or looks whether it
 * could. The server's own types are named in {@link BackingUp} alone.
 */
record RestoreCommand(Terminal terminal, Texts texts) implements Verb {

  static final OptionRule FROM =
      OptionRule.value("--from", "FILE", "option.restore-from").required();
  static final OptionRule DATA = OptionRule.value("--data", "DIR", "option.restore-data");
  static final OptionRule CHECK = OptionRule.flag("--check", "option.restore-check");
  static final OptionRule JSON = OptionRule.flag("--json", "option.json-object");

  @Override
  public List<OptionRule> options() {
    return List.of(FROM, DATA, CHECK, JSON);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    if (given.has(CHECK) == given.has(DATA)) {
      throw new WrongUsage(texts.sentence("usage.one-of", CHECK.longestName(), DATA.longestName()));
    }
    return new BackingUp(terminal, texts).restore(given);
  }
}

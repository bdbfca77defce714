package jp.anshin.cli;

import java.util.List;

/**
 * {@code anshin backup --to FILE}: what a server keeps, as one file, while the server runs or not.
 * The server's own types are named in {@link BackingUp} alone.
 */
record BackupCommand(Terminal terminal, Texts texts) implements Verb {

  static final OptionRule CONFIG = OptionRule.value("--config", "FILE", "option.config");
  static final OptionRule DATA = OptionRule.value("--data", "DIR", "option.backup-data");
  static final OptionRule TO = OptionRule.value("--to", "FILE", "option.backup-to").required();
  static final OptionRule WITHOUT_EVIDENCE =
      OptionRule.flag("--without-evidence", "option.without-evidence");
  static final OptionRule JSON = OptionRule.flag("--json", "option.json-object");

  @Override
  public List<OptionRule> options() {
    return List.of(CONFIG, DATA, TO, WITHOUT_EVIDENCE, JSON);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    if (given.has(CONFIG) == given.has(DATA)) {
      throw new WrongUsage(
          texts.sentence("usage.one-of", CONFIG.longestName(), DATA.longestName()));
    }
    return new BackingUp(terminal, texts).backUp(given);
  }
}

package jp.anshin.cli;

import java.util.List;

/** {@code anshin version}: what runs here. */
record VersionCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule JSON = OptionRule.flag("--json", "option.json");

  @Override
  public List<OptionRule> options() {
    return List.of(JSON);
  }

  @Override
  public int run(Given given) {
    String version = Version.ofBuild();
    String java = Runtime.version().toString();
    // Neither value can hold a character that JSON escapes.
    terminal
        .out()
        .line(
            given.has(JSON)
                ? "{\"version\":\"" + version + "\",\"java\":\"" + java + "\"}"
                : texts.sentence("version.line", version, java));
    return ExitStatus.GOOD;
  }
}

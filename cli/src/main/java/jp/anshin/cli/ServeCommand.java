package jp.anshin.cli;

import java.util.List;

/**
 * {@code anshin serve --config FILE}: the server, until it is told to stop. The server's own types
 * are named in {@link Serving} alone: other verbs run without its jars.
 */
record ServeCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule CONFIG =
      OptionRule.value("--config", "FILE", "option.config").required();

  @Override
  public List<OptionRule> options() {
    return List.of(CONFIG);
  }

  @Override
  public int run(Given given) throws RefusedInput, InterruptedException {
    return new Serving(terminal, texts).serve(given.required(CONFIG));
  }
}

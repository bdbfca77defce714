package jp.anshin.cli;

import java.util.List;

/** One thing that the command line does. */
interface Verb {

  /** What it may be told, beside what every verb may be. */
  List<OptionRule> options();

  /** Whether it reads at least one file; else it takes no word. */
  default boolean readsFiles() {
    return false;
  }

  /** Whether words are more values of its option for files, as a shell's pattern gives them. */
  default boolean takesMoreFiles() {
    return false;
  }

  /**
   * Does it.
   *
   * @return an {@link ExitStatus}
   * @throws WrongUsage when a value cannot be meant
   * @throws RefusedInput when an input cannot be used
   */
  int run(Given given) throws WrongUsage, RefusedInput, InterruptedException;
}

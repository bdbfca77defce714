package jp.anshin.cli;

/** An input without which the verb cannot go on; its message is the sentence for the user. */
final class RefusedInput extends Exception {

  private static final long serialVersionUID = 1;

  RefusedInput(String sentence) {
    super(sentence);
  }
}

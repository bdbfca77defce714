package jp.anshin.cli;

/** A command line that cannot be carried out; its message is the sentence for the user. */
final class WrongUsage extends Exception {

  private static final long serialVersionUID = 1;

  WrongUsage(String sentence) {
    super(sentence);
  }
}

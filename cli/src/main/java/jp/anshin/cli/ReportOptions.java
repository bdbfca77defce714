package jp.anshin.cli;

import java.util.Locale;

/** What the verbs of {@code report} have in common. */
final class ReportOptions {

  static final OptionRule FACTS = OptionRule.value("--facts", "FILE", "option.facts").required();
  static final OptionRule OUT = OptionRule.value("--out", "FILE", "option.report-out").required();
  static final OptionRule OPERATOR =
      OptionRule.value("--operator", "FILE", "option.report-operator");
  static final OptionRule LANGUAGE = OptionRule.value("--language", "ja|en", "option.language");

  private ReportOptions() {}

  /** The language of the paper: Japanese unless told otherwise, for it goes to the ministry. */
  static Locale language(Given given) throws WrongUsage {
    String named = given.value(LANGUAGE);
    if (named == null || named.equals("ja")) {
      return Locale.JAPANESE;
    }
    if (named.equals("en")) {
      return Locale.ENGLISH;
    }
    throw given.wrong(LANGUAGE, named);
  }
}

package jp.anshin.incident.draft;

import jp.anshin.incident.LocalizedText;

/** What codes that were chosen in an answer are called on the ministry's forms. */
@FunctionalInterface
public interface CodeNames {

  /** Where no form is at hand: the code itself. */
  CodeNames NONE = (key, code) -> LocalizedText.asWritten(code);

  /**
   * What a code is called.
   *
   * @param key of the {@link jp.anshin.incident.impact.ImpactField} for which it was chosen
   */
  LocalizedText of(String key, String code);
}

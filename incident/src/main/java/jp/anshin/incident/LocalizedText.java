package jp.anshin.incident;

import java.util.Locale;

/**
 * A sentence in the two languages of the product.
 *
 * @param japanese may be empty
 * @param english may be empty
 */
public record LocalizedText(String japanese, String english) {

  /** What a person wrote: the same words whatever the reader's language. */
  public static LocalizedText asWritten(String words) {
    return new LocalizedText(words, words);
  }

  /** The sentence for a reader of that locale. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? japanese : english;
  }
}

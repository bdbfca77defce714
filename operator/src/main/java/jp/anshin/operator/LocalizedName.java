package jp.anshin.operator;

import java.util.Locale;

/**
 * A name in the two languages of the product.
 *
 * @param japanese never blank
 * @param english never blank
 */
public record LocalizedName(String japanese, String english) {

  public LocalizedName {
    if (japanese.isBlank() || english.isBlank()) {
      throw new IllegalArgumentException("a name needs both languages");
    }
  }

  /** The name for a reader of that locale. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? japanese : english;
  }
}

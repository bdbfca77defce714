package jp.anshin.formats.accident;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What is taken as so of a case although it does not say it; a caveat of every verdict on it. */
public enum Assumption {
  /** It had no place to say what users met, so a stop was taken. */
  STOP("assumed-stop"),
  /** No satellite, submarine cable or the like failed: such a failure is judged apart. */
  NO_FACILITY("assumed-no-facility"),
  /** Nobody stated a number of users; the service was taken to be one whose users are counted. */
  COUNTABLE("assumed-users-can-be-counted"),
  /** The day lies ahead of whoever asks. */
  AHEAD("day-lies-ahead");

  private final String key;

  Assumption(String key) {
    this.key = key;
  }

  /** Its stable name. */
  public String key() {
    return key;
  }

  /** The sentence for it in Japanese or English. */
  public String sentence(Locale locale) {
    boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale spoken = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle(CaseFault.BUNDLE, spoken).getString("caveat." + key);
    return new MessageFormat(pattern, spoken).format(List.of().toArray());
  }
}

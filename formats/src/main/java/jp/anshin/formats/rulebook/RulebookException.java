package jp.anshin.formats.rulebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rulebook file that cannot be used, with everything that is wrong with it. */
public final class RulebookException extends Exception {

  private static final long serialVersionUID = 1;

  /** Beyond so many a reader gains nothing; the rest shows once these are mended. */
  public static final int FAULTS_MAX = 100;

  private final transient List<RulebookFault> faults;

  RulebookException(List<RulebookFault> faults) {
    this.faults = faults.stream().limit(FAULTS_MAX).toList();
  }

  /** What is wrong; never empty. */
  public List<RulebookFault> faults() {
    return faults;
  }

  /** One line a fault, with the name of the file before it. */
  public String sentences(String file, Locale locale) {
    return faults.stream()
        .map(fault -> file + ": " + fault.sentence(locale))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String getMessage() {
    return sentences("rulebook", Locale.ENGLISH);
  }
}

package jp.anshin.formats.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A text that cannot be used, with everything that is wrong with it. */
public final class FaultyTextException extends Exception {

  private static final long serialVersionUID = 1;

  /** Beyond so many a reader gains nothing; the rest shows once these are mended. */
  public static final int FAULTS_MAX = 200;

  private final transient List<Fault> faults;

  /**
   * @param faults at least one; told in the order of their places
   */
  public FaultyTextException(List<Fault> faults) {
    this.faults =
        faults.stream()
            .distinct()
            .sorted(Comparator.comparing(Fault::place).thenComparing(Fault::code))
            .limit(FAULTS_MAX)
            .toList();
  }

  /** What is wrong, in the order of the text. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * One line a fault: {@code file:line:column: sentence}.
   *
   * @param file how the text is called
   */
  public String sentences(String file, Locale locale) {
    return faults.stream()
        .map(fault -> file + ":" + fault.place() + ": " + fault.sentence(locale))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String getMessage() {
    return sentences("", Locale.ENGLISH);
  }
}

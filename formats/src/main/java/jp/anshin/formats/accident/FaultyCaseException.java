package jp.anshin.formats.accident;

import java.util.List;
import java.util.Locale;

/** A case that cannot be judged as it is written, with everything that is wrong with it. */
public final class FaultyCaseException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<CaseFault> faults;

  FaultyCaseException(List<CaseFault> faults) {
    this.faults = List.copyOf(faults);
  }

  FaultyCaseException(CaseFault fault) {
    this(List.of(fault));
  }

  /** What is wrong; never empty. */
  public List<CaseFault> faults() {
    return faults;
  }

  @Override
  public String getMessage() {
    return faults.stream()
        .map(fault -> fault.sentence("", Locale.ENGLISH))
        .reduce("", (one, other) -> one.isEmpty() ? other : one + "\n" + other);
  }
}

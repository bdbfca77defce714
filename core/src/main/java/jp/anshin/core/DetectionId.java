package jp.anshin.core;

/**
 * Identity of a detection: the same for every restatement of it, and the same again when the same
 * input is replayed.
 *
 * @param value sensor, subject and start in one line, for instance {@code
 *     route:15169>701:2017-08-25T03:22:01Z}
 */
public record DetectionId(String value) {

  public DetectionId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a detection id may not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

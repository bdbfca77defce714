package jp.anshin.law;

/**
 * A class of facility by which the form of the periodic report is chosen. The codes are this
 * product's, not the ministry's.
 *
 * @param code for instance {@code F-RAN}
 * @param english in English
 * @param citation its words in Japanese
 */
public record FacilityClass(String code, String english, Citation citation) {

  /** Code of satellites, submarine cables and equivalent critical facilities. */
  public static final String CRITICAL = "F-CRITICAL";
}

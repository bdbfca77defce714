package jp.anshin.law.lpwa;

import java.time.LocalDate;

/**
 * Evidence that somebody has confirmed what another one does.
 *
 * @param duty id of the duty that it is for
 * @param of name of the party whose doing was confirmed
 * @param by who has confirmed it
 * @param on the day on which it was confirmed
 * @param document name of the document that it rests on
 * @param sha256 SHA-256 of that document, 64 hexadecimal digits in small letters
 * @param until the last day on which it may be relied on; not before {@code on}
 */
public record Confirmation(
    String duty,
    String of,
    String by,
    LocalDate on,
    String document,
    String sha256,
    LocalDate until) {

  public Confirmation {
    if (until.isBefore(on)) {
      throw new IllegalArgumentException("confirmation until " + until + " of " + on);
    }
  }
}

package jp.anshin.law.lpwa;

import org.jspecify.annotations.Nullable;

/**
 * How it stands with the confirmation of one party's doing.
 *
 * @param party its name
 * @param why what was found
 * @param confirmation the latest evidence, or null when there is none
 */
public record PartyStanding(String party, Why why, @Nullable Confirmation confirmation) {

  /** What was found. */
  public enum Why {
    /** Evidence in date. */
    IN_DATE(Standing.CONFIRMED),
    /** Evidence in date that expires soon. */
    EXPIRES_SOON(Standing.EXPIRES_SOON),
    /** There is no evidence. */
    MISSING(Standing.OPEN),
    /** The document was looked for and not found. */
    DOCUMENT_MISSING(Standing.OPEN),
    /** The document that was found is not the one that was confirmed by. */
    DOCUMENT_DIFFERS(Standing.OPEN),
    /** The evidence has expired. */
    EXPIRED(Standing.OPEN),
    /** The evidence is of a day after the one as of which it is judged. */
    NOT_YET(Standing.OPEN);

    private final Standing standing;

    Why(Standing standing) {
      this.standing = standing;
    }

    /** How the duty stands by that. */
    public Standing standing() {
      return standing;
    }
  }
}

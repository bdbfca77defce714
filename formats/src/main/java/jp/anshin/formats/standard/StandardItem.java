package jp.anshin.formats.standard;

/**
 * One item of the standard.
 *
 * @param id this product's name for it
 * @param place where it stands, in Japanese
 * @param text its words in Japanese
 * @param textComplete whether these are all of its words
 * @param standing which edition says so; of none is it known whether it is in force today
 * @param source what it was taken from, in Japanese
 */
public record StandardItem(
    String id, String place, String text, boolean textComplete, Standing standing, String source) {

  /** Which edition an item stands in. */
  public enum Standing {
    /** In the edition of 2018, as the report of that year prints it. */
    EXISTING_2018,
    /** Proposed by that report; the enacted words and number are not known. */
    PROPOSED_2018,
    /** On an official page of an older edition whose year is not shown. */
    OLDER_EDITION
  }
}

package jp.anshin.server.reports;

import jp.anshin.server.refusal.Refusal;

/**
 * New words for one item of a report.
 *
 * @param japanese blank when nothing is known
 * @param english blank to say the same words as in Japanese
 */
public record ItemEdit(String japanese, String english) {

  /** Longest words of an item: a page or two, not a file. */
  public static final int CHARACTERS_MAX = 8000;

  public ItemEdit {
    if (japanese.length() > CHARACTERS_MAX || english.length() > CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(CHARACTERS_MAX));
    }
  }
}

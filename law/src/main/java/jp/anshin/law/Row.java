package jp.anshin.law;

import java.util.List;

/**
 * One row of the table of serious accidents.
 *
 * @param id name within the rulebook, for instance {@code 2023-5}
 * @param category code of the 役務区分, or {@link #EVERY_CATEGORY}
 * @param english the category in English
 * @param cells pairs of thresholds; one of them is enough
 * @param citation article and words
 */
public record Row(String id, String category, String english, List<Cell> cells, Citation citation) {

  /** The category of a row that holds for every service. */
  public static final String EVERY_CATEGORY = "ALL";

  public Row {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("row without cells: " + id);
    }
    cells = List.copyOf(cells);
  }
}

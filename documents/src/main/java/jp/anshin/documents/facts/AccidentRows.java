package jp.anshin.documents.facts;

import java.util.List;
import java.util.Locale;

/**
 * What a list of accidents held.
 *
 * @param rows the good ones, in order
 * @param faults what is wrong with the others, a line each at most
 * @param impactAssumed whether the list has no column of impact, so that a stop was assumed
 */
public record AccidentRows(List<Row> rows, List<RowFault> faults, boolean impactAssumed) {

  public AccidentRows {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  /**
   * A good row.
   *
   * @param line where it stands, from 1
   * @param id as it names itself
   * @param accident what it says
   */
  public record Row(long line, String id, StatedAccident accident) {}

  /**
   * What is wrong with a row.
   *
   * @param line where it stands, from 1
   * @param code key of its sentence
   * @param column which column
   * @param written what stands there
   */
  public record RowFault(long line, String code, String column, String written) {

    /** What is wrong, in Japanese or English. */
    public String sentence(Locale locale) {
      return FactsMessages.say(locale, "row." + code, column, written);
    }
  }
}

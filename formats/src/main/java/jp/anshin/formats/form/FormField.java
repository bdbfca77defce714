package jp.anshin.formats.form;

import jp.anshin.operator.LocalizedName;

/**
 * One field, or column, of a form.
 *
 * @param key name of the draft's item that goes there, for instance {@code occurred-at}
 * @param label what it is called
 * @param certainty of the label and of its being there
 * @param kind what stands there
 * @param mayBeEstimated whether the ministry takes an estimate
 */
public record FormField(
    String key, LocalizedName label, FormCertainty certainty, Kind kind, boolean mayBeEstimated) {

  /** What stands in a field. */
  public enum Kind {
    TEXT,
    NUMBER,
    MOMENT,
    CODE
  }
}

package jp.anshin.formats.form;

import java.time.LocalDate;
import jp.anshin.operator.LocalizedName;
import org.jspecify.annotations.Nullable;

/**
 * A classified cause. The code is this product's, not the ministry's.
 *
 * @param code for instance {@code C-CYBER}
 * @param group code of its group, or null where the form's grouping is unverified
 * @param label what it is called
 * @param certainty of the label
 * @param source id of its source
 * @param validFrom first day of accidents it is for, or null when it was always there
 * @param validTo last day, or null
 * @param validFromCertainty of that first day
 * @param definition its words in Japanese; may be empty
 * @param definitionCertainty of the definition
 * @param note what must be known; null when nothing
 */
public record Cause(
    String code,
    @Nullable String group,
    LocalizedName label,
    FormCertainty certainty,
    String source,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    FormCertainty validFromCertainty,
    String definition,
    FormCertainty definitionCertainty,
    @Nullable LocalizedName note) {

  /** Whether an accident of that day may be put under it. */
  public boolean isThereOn(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validTo == null || !day.isAfter(validTo));
  }
}

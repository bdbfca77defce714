package jp.anshin.formats.form;

import jp.anshin.operator.LocalizedName;
import org.jspecify.annotations.Nullable;

/**
 * A class of facilities that fail. The code is this product's, not the ministry's.
 *
 * @param code for instance {@code F-RAN}
 * @param label what it is called
 * @param certainty of the label
 * @param source id of its source
 * @param simpleForm whether its failures are told in the simple form
 * @param note what must be known; null when nothing
 */
public record Facility(
    String code,
    LocalizedName label,
    FormCertainty certainty,
    String source,
    boolean simpleForm,
    @Nullable LocalizedName note) {}

package jp.anshin.formats.form;

import jp.anshin.operator.LocalizedName;

/**
 * A group of causes (要因).
 *
 * @param code for instance {@code EQUIPMENT}
 * @param label what it is called
 * @param certainty of the label
 */
public record CauseGroup(String code, LocalizedName label, FormCertainty certainty) {}

package jp.anshin.formats.form;

import jp.anshin.operator.LocalizedName;

/**
 * A band of a quantity, up to where the next one begins.
 *
 * @param from the least that belongs to it
 * @param label what it is called
 */
public record Band(long from, LocalizedName label) {}

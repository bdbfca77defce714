/** The ministry's forms as data: fields, codes, bands and desks, each with its certainty. */
@NullMarked
package jp.anshin.formats.form;

import org.jspecify.annotations.NullMarked;

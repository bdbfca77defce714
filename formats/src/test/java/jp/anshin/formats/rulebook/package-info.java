/** The shipped rulebook on published accidents, and what its reader refuses. */
@NullMarked
package jp.anshin.formats.rulebook;

import org.jspecify.annotations.NullMarked;

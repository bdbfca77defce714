/** Accident cases as people write them, and what is refused. */
@NullMarked
package jp.anshin.formats.accident;

import org.jspecify.annotations.NullMarked;

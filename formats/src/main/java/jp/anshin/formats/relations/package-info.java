/** Files that state what one AS is to another. */
@NullMarked
package jp.anshin.formats.relations;

import org.jspecify.annotations.NullMarked;

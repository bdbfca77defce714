/** Compressed inputs: whole, appended to one another, torn. */
@NullMarked
package jp.anshin.formats.compression;

import org.jspecify.annotations.NullMarked;

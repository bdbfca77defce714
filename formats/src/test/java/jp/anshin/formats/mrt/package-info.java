/** Recorded MRT files through decompression, decoding and printing. */
@NullMarked
package jp.anshin.formats.mrt;

import org.jspecify.annotations.NullMarked;

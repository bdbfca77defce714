/** Bytes behind a figure: there, gone, altered. */
@NullMarked
package jp.anshin.server.evidence;

import org.jspecify.annotations.NullMarked;

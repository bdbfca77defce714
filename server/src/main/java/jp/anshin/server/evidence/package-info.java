/** The bytes behind a figure, read back while the journal keeps them. */
@NullMarked
package jp.anshin.server.evidence;

import org.jspecify.annotations.NullMarked;

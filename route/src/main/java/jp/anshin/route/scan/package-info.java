/** Recorded files read for leaks and surges. */
@NullMarked
package jp.anshin.route.scan;

import org.jspecify.annotations.NullMarked;

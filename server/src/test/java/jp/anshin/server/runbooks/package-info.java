/** Proves that ticks are kept, timed, commute, and are refused on what is closed. */
@NullMarked
package jp.anshin.server.runbooks;

import org.jspecify.annotations.NullMarked;

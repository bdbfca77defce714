/**
 * Watches an LPWA network in event time and says what failed, since when, and whom it leaves out.
 */
@NullMarked
package jp.anshin.lpwa.watch;

import org.jspecify.annotations.NullMarked;

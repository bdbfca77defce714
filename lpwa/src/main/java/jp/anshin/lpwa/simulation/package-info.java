/**
 * Makes up an LPWA network that fails part by part with a known truth, by rules of its own: it
 * shares nothing with the watch that is tried on it.
 */
@NullMarked
package jp.anshin.lpwa.simulation;

import org.jspecify.annotations.NullMarked;

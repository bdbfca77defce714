/** When thresholds of an outage that goes on are reached, and what is due by when. */
@NullMarked
package jp.anshin.law.clock;

import org.jspecify.annotations.NullMarked;

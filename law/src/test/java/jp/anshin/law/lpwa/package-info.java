/** Tests of the classification of LPWA services with a small rulebook. */
@NullMarked
package jp.anshin.law.lpwa;

import org.jspecify.annotations.NullMarked;

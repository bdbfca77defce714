/** The sensor of LPWA networks: which contracts are down, why, since when, and how sure that is. */
@NullMarked
package jp.anshin.lpwa;

import org.jspecify.annotations.NullMarked;

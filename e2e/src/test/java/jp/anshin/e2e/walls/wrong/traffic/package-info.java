/** Wrong on purpose: the other sensor. */
@NullMarked
package jp.anshin.e2e.walls.wrong.traffic;

import org.jspecify.annotations.NullMarked;

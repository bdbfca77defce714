/** The walls between rooms, each tried on the house and on a small wrong example. */
@NullMarked
package jp.anshin.e2e.walls;

import org.jspecify.annotations.NullMarked;

/** Wrong on purpose: a sensor that knows another sensor. */
@NullMarked
package jp.anshin.e2e.walls.wrong.route;

import org.jspecify.annotations.NullMarked;

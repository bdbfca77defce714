/** Wrong on purpose: a plain room that knows a clock, a thread, a database and a sensor. */
@NullMarked
package jp.anshin.e2e.walls.wrong.law;

import org.jspecify.annotations.NullMarked;

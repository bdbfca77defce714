/** Every decoder of this room against bytes that nobody meant. */
@NullMarked
package jp.anshin.wire.fuzz;

import org.jspecify.annotations.NullMarked;

/** Wrong on purpose: a codec that needs more than the JDK. */
@NullMarked
package jp.anshin.e2e.walls.wrong.wire;

import org.jspecify.annotations.NullMarked;

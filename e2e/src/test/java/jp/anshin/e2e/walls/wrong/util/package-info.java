/** Wrong on purpose: a package whose name says nothing. */
@NullMarked
package jp.anshin.e2e.walls.wrong.util;

import org.jspecify.annotations.NullMarked;

/** Recorded routes in whatever form they come, as MRT. */
@NullMarked
package jp.anshin.formats.mrt;

import org.jspecify.annotations.NullMarked;

/** Measurements of the hot paths, and side-by-side runs against peers. */
@NullMarked
package jp.anshin.bench;

import org.jspecify.annotations.NullMarked;

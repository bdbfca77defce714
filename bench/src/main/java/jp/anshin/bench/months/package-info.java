/** SYNTHETIC months of an operator's life, with labels, to count what the route watch pages for. */
@NullMarked
package jp.anshin.bench.months;

import org.jspecify.annotations.NullMarked;

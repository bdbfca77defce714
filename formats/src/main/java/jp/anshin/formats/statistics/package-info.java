/** Published statistics of accidents as data, with source and caveats. */
@NullMarked
package jp.anshin.formats.statistics;

import org.jspecify.annotations.NullMarked;

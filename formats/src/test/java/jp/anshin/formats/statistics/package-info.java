/** Proves that published figures are read as they are written. */
@NullMarked
package jp.anshin.formats.statistics;

import org.jspecify.annotations.NullMarked;

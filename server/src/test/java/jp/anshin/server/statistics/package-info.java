/** Proves that a year is counted whole, and that what is unknown is never counted as nothing. */
@NullMarked
package jp.anshin.server.statistics;

import org.jspecify.annotations.NullMarked;

/**
 * MRT files (RFC 6396, 8050): records, tables and messages as views over bytes, and their writers.
 */
@NullMarked
package jp.anshin.wire.mrt;

import org.jspecify.annotations.NullMarked;

/**
 * Prefixes and AS paths as numbers, and the table of each peer: compact, without an object a route.
 */
@NullMarked
package jp.anshin.route.table;

import org.jspecify.annotations.NullMarked;

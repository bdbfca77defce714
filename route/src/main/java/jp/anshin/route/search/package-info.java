/** Looks for routes in the tables of all peers, a little at a time. */
@NullMarked
package jp.anshin.route.search;

import org.jspecify.annotations.NullMarked;

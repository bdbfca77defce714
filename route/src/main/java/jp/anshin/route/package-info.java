/** Routing tables of every peer, and what goes wrong in them. */
@NullMarked
package jp.anshin.route;

import org.jspecify.annotations.NullMarked;

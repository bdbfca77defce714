/** What single routes and sessions do that they must not: prefixes taken or lost, bogons, flaps. */
@NullMarked
package jp.anshin.route.guard;

import org.jspecify.annotations.NullMarked;

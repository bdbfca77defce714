/** Tests of what is said of single routes and sessions. */
@NullMarked
package jp.anshin.route.guard;

import org.jspecify.annotations.NullMarked;

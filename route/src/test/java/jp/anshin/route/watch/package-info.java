/** Tests of this room. */
@NullMarked
package jp.anshin.route.watch;

import org.jspecify.annotations.NullMarked;

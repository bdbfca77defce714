/** Tests of this room. */
@NullMarked
package jp.anshin.route.search;

import org.jspecify.annotations.NullMarked;

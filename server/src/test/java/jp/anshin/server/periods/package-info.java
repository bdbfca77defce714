/** Tests of this room. */
@NullMarked
package jp.anshin.server.periods;

import org.jspecify.annotations.NullMarked;

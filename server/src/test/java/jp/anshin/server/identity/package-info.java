/** Tests of this room. */
@NullMarked
package jp.anshin.server.identity;

import org.jspecify.annotations.NullMarked;

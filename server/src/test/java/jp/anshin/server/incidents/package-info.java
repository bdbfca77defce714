/** Tests of this room. */
@NullMarked
package jp.anshin.server.incidents;

import org.jspecify.annotations.NullMarked;

/** Tests of this room. */
@NullMarked
package jp.anshin.server.standby;

import org.jspecify.annotations.NullMarked;

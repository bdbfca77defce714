/** Which of two servers that hear the same routers calls people. */
@NullMarked
package jp.anshin.server.standby;

import org.jspecify.annotations.NullMarked;

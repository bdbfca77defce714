/** BMP version 3 (RFC 7854): frames and messages as views over bytes, and their writers. */
@NullMarked
package jp.anshin.wire.bmp;

import org.jspecify.annotations.NullMarked;

/** Bytes to messages and back: MRT, BGP-4, BMP and GWMP, on the JDK alone. */
@NullMarked
package jp.anshin.wire;

import org.jspecify.annotations.NullMarked;

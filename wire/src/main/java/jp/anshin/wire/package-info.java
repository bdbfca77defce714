/** Bytes to messages and back: MRT, BGP-4 and BMP, on the JDK alone. */
@NullMarked
package jp.anshin.wire;

import org.jspecify.annotations.NullMarked;

/** Tests of this room. */
@NullMarked
package jp.anshin.server;

import org.jspecify.annotations.NullMarked;

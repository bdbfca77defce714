/** Tests of this room. */
@NullMarked
package jp.anshin.server.operators;

import org.jspecify.annotations.NullMarked;

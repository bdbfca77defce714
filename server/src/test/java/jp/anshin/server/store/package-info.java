/** Tests of this room. */
@NullMarked
package jp.anshin.server.store;

import org.jspecify.annotations.NullMarked;

/** Tests of this room. */
@NullMarked
package jp.anshin.server.backup;

import org.jspecify.annotations.NullMarked;

/** Tests of this room. */
@NullMarked
package jp.anshin.server.determinations;

import org.jspecify.annotations.NullMarked;

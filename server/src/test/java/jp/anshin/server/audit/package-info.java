/** Tests of this room. */
@NullMarked
package jp.anshin.server.audit;

import org.jspecify.annotations.NullMarked;

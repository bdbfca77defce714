/** Tests of this room. */
@NullMarked
package jp.anshin.server.routes;

import org.jspecify.annotations.NullMarked;

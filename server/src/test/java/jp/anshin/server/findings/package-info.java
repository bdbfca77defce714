/** Tests of this room. */
@NullMarked
package jp.anshin.server.findings;

import org.jspecify.annotations.NullMarked;

/** Tests of this room. */
@NullMarked
package jp.anshin.server.reports;

import org.jspecify.annotations.NullMarked;

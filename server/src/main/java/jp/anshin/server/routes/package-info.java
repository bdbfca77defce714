/** What neighbours announce to us, beside what was agreed with them. */
@NullMarked
package jp.anshin.server.routes;

import org.jspecify.annotations.NullMarked;

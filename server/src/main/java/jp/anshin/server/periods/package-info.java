/** The report of each period: its accidents, what people decided of them, and what was sent. */
@NullMarked
package jp.anshin.server.periods;

import org.jspecify.annotations.NullMarked;

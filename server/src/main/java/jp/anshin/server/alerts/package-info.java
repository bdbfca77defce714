/** Tells people outside the console, by mail and by webhook, when something is due. */
@NullMarked
package jp.anshin.server.alerts;

import org.jspecify.annotations.NullMarked;

/** The programming interface: the same facts as the console, as JSON. */
@NullMarked
package jp.anshin.server.api;

import org.jspecify.annotations.NullMarked;

/** From decoded messages to route events. */
@NullMarked
package jp.anshin.route.feed;

import org.jspecify.annotations.NullMarked;

/**
 * The detector of the route room: from routes to stated leaks, surges and floods, in event time.
 */
@NullMarked
package jp.anshin.route.watch;

import org.jspecify.annotations.NullMarked;

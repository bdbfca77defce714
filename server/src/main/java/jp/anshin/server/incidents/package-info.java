/** Incidents kept: detections go in, events and states come out, nothing acknowledged is lost. */
@NullMarked
package jp.anshin.server.incidents;

import org.jspecify.annotations.NullMarked;

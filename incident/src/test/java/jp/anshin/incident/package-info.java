/** Incidents from detections, and what is said about them. */
@NullMarked
package jp.anshin.incident;

import org.jspecify.annotations.NullMarked;

/** Proves who may do what to a report, and when. */
@NullMarked
package jp.anshin.incident.report;

import org.jspecify.annotations.NullMarked;

/** Figures of the running server, in the text format of Prometheus. */
@NullMarked
package jp.anshin.server.metrics;

import org.jspecify.annotations.NullMarked;

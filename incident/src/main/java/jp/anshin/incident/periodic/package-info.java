/**
 * The accidents of a period as lines of its report, and what people decided where the law is open.
 */
@NullMarked
package jp.anshin.incident.periodic;

import org.jspecify.annotations.NullMarked;

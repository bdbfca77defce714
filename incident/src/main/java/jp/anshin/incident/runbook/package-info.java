/** What to check, what to do and which second damage to avoid, for each kind of detection. */
@NullMarked
package jp.anshin.incident.runbook;

import org.jspecify.annotations.NullMarked;

/** Proves that every kind has a runbook that is whole in both languages. */
@NullMarked
package jp.anshin.incident.runbook;

import org.jspecify.annotations.NullMarked;

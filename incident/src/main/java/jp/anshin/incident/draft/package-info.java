/** Contents of notices and reports: items that may be unknown, each for its own audiences. */
@NullMarked
package jp.anshin.incident.draft;

import org.jspecify.annotations.NullMarked;

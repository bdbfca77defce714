/** What belongs together becomes one incident, with its timeline, impact and drafts. */
@NullMarked
package jp.anshin.incident;

import org.jspecify.annotations.NullMarked;

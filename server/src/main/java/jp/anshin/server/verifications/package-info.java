/** Verifications of incidents: lessons, and measures against recurrence, followed until done. */
@NullMarked
package jp.anshin.server.verifications;

import org.jspecify.annotations.NullMarked;

/** What was learnt from an accident, and what is done so that it does not happen again. */
@NullMarked
package jp.anshin.incident.verification;

import org.jspecify.annotations.NullMarked;

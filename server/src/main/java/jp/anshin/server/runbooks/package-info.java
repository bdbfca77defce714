/** Runbooks as people work by them: steps ticked and timed on the incident. */
@NullMarked
package jp.anshin.server.runbooks;

import org.jspecify.annotations.NullMarked;

/** Who changed what, when and why, in a chain of hashes that shows any later change. */
@NullMarked
package jp.anshin.server.audit;

import org.jspecify.annotations.NullMarked;

/** Proves that lessons and measures are kept, followed and never overwritten unseen. */
@NullMarked
package jp.anshin.server.verifications;

import org.jspecify.annotations.NullMarked;

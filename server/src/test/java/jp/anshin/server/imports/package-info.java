/** Proves that a list counts as a whole or not at all, and that nothing is taken in unseen. */
@NullMarked
package jp.anshin.server.imports;

import org.jspecify.annotations.NullMarked;

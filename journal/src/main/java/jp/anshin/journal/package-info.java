/** Bounded append-only segments of what came in, between socket and decoder. */
@NullMarked
package jp.anshin.journal;

import org.jspecify.annotations.NullMarked;

/** What a page may not reach. */
@NullMarked
package jp.anshin.e2e.walls.wrong.journal;

import org.jspecify.annotations.NullMarked;

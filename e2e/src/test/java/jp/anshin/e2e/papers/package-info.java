/** Papers as another office program shows them. */
@NullMarked
package jp.anshin.e2e.papers;

import org.jspecify.annotations.NullMarked;

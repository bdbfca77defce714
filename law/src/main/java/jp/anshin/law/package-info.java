/** Rulebooks as data, and determinations that explain themselves. */
@NullMarked
package jp.anshin.law;

import org.jspecify.annotations.NullMarked;

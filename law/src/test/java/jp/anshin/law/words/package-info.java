/** Every word of a determination, in both languages. */
@NullMarked
package jp.anshin.law.words;

import org.jspecify.annotations.NullMarked;

/** Determinations told to people in Japanese and English, from message files with equal keys. */
@NullMarked
package jp.anshin.law.words;

import org.jspecify.annotations.NullMarked;

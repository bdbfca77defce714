/** The law judged on made-up rulebooks; the real one is tried in formats. */
@NullMarked
package jp.anshin.law;

import org.jspecify.annotations.NullMarked;

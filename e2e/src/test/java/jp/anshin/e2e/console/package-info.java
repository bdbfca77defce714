/** A real Chromium before the console: what a person sees, in both languages, wide and narrow. */
@NullMarked
package jp.anshin.e2e.console;

import org.jspecify.annotations.NullMarked;

/** Every reader of files against texts and octets that nobody meant. */
@NullMarked
package jp.anshin.formats.fuzz;

import org.jspecify.annotations.NullMarked;

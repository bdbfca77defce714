/** MRT records as lines of text, one prefix a line, as bgpdump -m prints them. */
@NullMarked
package jp.anshin.route.print;

import org.jspecify.annotations.NullMarked;

/** Every verb of the command line. */
@NullMarked
package jp.anshin.cli;

import org.jspecify.annotations.NullMarked;

/** Tests of the command line and of its launcher. */
@NullMarked
package jp.anshin.cli;

import org.jspecify.annotations.NullMarked;

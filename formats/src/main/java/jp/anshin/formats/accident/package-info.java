/**
 * Accident cases as people write them, in CSV files and on a command line, and the facts they make.
 */
@NullMarked
package jp.anshin.formats.accident;

import org.jspecify.annotations.NullMarked;

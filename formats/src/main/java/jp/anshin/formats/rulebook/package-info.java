/**
 * Rulebook files to rulebooks: the law of accidents as JSON, with its schema and the file we ship.
 */
@NullMarked
package jp.anshin.formats.rulebook;

import org.jspecify.annotations.NullMarked;

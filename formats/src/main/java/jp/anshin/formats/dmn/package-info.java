/**
 * The rulebook written as DMN 1.3, for reading in other tools and for an independent second
 * opinion.
 */
@NullMarked
package jp.anshin.formats.dmn;

import org.jspecify.annotations.NullMarked;

/** The rulebook as DMN, run in another engine and compared with our own reading of the law. */
@NullMarked
package jp.anshin.formats.dmn;

import org.jspecify.annotations.NullMarked;

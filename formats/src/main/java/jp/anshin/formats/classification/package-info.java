/** Facts of an LPWA service as people write them, by which it is classified. */
@NullMarked
package jp.anshin.formats.classification;

import org.jspecify.annotations.NullMarked;

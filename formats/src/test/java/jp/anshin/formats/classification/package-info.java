/** Tests of the facts of LPWA services as people write them. */
@NullMarked
package jp.anshin.formats.classification;

import org.jspecify.annotations.NullMarked;

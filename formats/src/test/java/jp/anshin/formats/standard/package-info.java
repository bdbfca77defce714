/** Tests of the items of the standard. */
@NullMarked
package jp.anshin.formats.standard;

import org.jspecify.annotations.NullMarked;

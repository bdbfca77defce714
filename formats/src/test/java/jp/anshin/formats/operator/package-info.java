/** Tests of jp.anshin.formats.operator. */
@NullMarked
package jp.anshin.formats.operator;

import org.jspecify.annotations.NullMarked;

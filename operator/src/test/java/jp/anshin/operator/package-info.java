/** Tests of who we are. */
@NullMarked
package jp.anshin.operator;

import org.jspecify.annotations.NullMarked;

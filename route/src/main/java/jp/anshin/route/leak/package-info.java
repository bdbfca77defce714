/** Who on a path handed on what it should not: the customer-cone rule. */
@NullMarked
package jp.anshin.route.leak;

import org.jspecify.annotations.NullMarked;

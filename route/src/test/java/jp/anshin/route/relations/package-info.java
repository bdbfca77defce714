/** Tests of what a baseline shows of who serves whom. */
@NullMarked
package jp.anshin.route.relations;

import org.jspecify.annotations.NullMarked;

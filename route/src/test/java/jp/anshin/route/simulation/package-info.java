/** Tests of generated events. */
@NullMarked
package jp.anshin.route.simulation;

import org.jspecify.annotations.NullMarked;

/** Generated events, never real ones: the leak of 25 August 2017 as BMP messages or MRT files. */
@NullMarked
package jp.anshin.route.simulation;

import org.jspecify.annotations.NullMarked;

/** The whole server under the load of one router's BMP session over loopback. */
@NullMarked
package jp.anshin.bench.bmp;

import org.jspecify.annotations.NullMarked;

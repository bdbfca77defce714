/** Lists of accidents that people upload, look at, take in as a whole, and take back as a whole. */
@NullMarked
package jp.anshin.server.imports;

import org.jspecify.annotations.NullMarked;

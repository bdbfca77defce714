/** What comes in: the BMP station, the journal behind it, and the watch that reads the journal. */
@NullMarked
package jp.anshin.server.intake;

import org.jspecify.annotations.NullMarked;

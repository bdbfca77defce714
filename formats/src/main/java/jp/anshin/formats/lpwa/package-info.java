/** Logs of LPWA networks in every format we read, as events; and the network file. */
@NullMarked
package jp.anshin.formats.lpwa;

import org.jspecify.annotations.NullMarked;

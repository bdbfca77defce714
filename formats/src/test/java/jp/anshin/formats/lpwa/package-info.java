/** Tests of logs and network files of LPWA. */
@NullMarked
package jp.anshin.formats.lpwa;

import org.jspecify.annotations.NullMarked;

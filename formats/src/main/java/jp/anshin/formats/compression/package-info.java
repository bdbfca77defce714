/** Files opened whatever they are compressed with. */
@NullMarked
package jp.anshin.formats.compression;

import org.jspecify.annotations.NullMarked;

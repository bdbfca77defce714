/** Files to records: decompression, JSON, YAML and CSV, each with its schema. */
@NullMarked
package jp.anshin.formats;

import org.jspecify.annotations.NullMarked;

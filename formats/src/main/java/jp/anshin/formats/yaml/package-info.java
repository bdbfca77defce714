/** YAML that people write: read with the place of every value, checked, all faults told at once. */
@NullMarked
package jp.anshin.formats.yaml;

import org.jspecify.annotations.NullMarked;

/** Tests of jp.anshin.formats.yaml. */
@NullMarked
package jp.anshin.formats.yaml;

import org.jspecify.annotations.NullMarked;

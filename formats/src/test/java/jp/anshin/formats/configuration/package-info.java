/** Tests of the configuration file. */
@NullMarked
package jp.anshin.formats.configuration;

import org.jspecify.annotations.NullMarked;

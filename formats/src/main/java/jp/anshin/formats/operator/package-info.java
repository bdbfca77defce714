/** The operator file: YAML that says who we are, with its schema, its faults and its changes. */
@NullMarked
package jp.anshin.formats.operator;

import org.jspecify.annotations.NullMarked;

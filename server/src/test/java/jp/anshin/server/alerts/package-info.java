/** Tests of what others are told. */
@NullMarked
package jp.anshin.server.alerts;

import org.jspecify.annotations.NullMarked;

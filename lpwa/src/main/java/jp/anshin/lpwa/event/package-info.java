/** What network servers, gateways and platforms tell, each in one form whatever its format was. */
@NullMarked
package jp.anshin.lpwa.event;

import org.jspecify.annotations.NullMarked;

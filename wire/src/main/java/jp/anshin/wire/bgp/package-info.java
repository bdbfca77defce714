/** BGP-4 messages (RFC 4271, 4760, 6793, 7911) as views over bytes, and their writers. */
@NullMarked
package jp.anshin.wire.bgp;

import org.jspecify.annotations.NullMarked;

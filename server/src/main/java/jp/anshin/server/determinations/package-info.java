/** What the law says of each incident: judged at every change, kept in versions. */
@NullMarked
package jp.anshin.server.determinations;

import org.jspecify.annotations.NullMarked;

/** Tests of what is known of the feeds, on each database. */
@NullMarked
package jp.anshin.server.feeds;

import org.jspecify.annotations.NullMarked;

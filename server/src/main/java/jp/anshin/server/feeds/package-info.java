/** Where messages come from, and when we were blind. */
@NullMarked
package jp.anshin.server.feeds;

import org.jspecify.annotations.NullMarked;

/** People, their roles, and how they log in. */
@NullMarked
package jp.anshin.server.identity;

import org.jspecify.annotations.NullMarked;

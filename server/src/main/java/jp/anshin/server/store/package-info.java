/** The database: where it lies, that it keeps what it acknowledged, and its tables' versions. */
@NullMarked
package jp.anshin.server.store;

import org.jspecify.annotations.NullMarked;

/** Work that is done again and again while the server runs. */
@NullMarked
package jp.anshin.server.rounds;

import org.jspecify.annotations.NullMarked;

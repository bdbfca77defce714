/** What was acknowledged survives the death of the process. */
@NullMarked
package jp.anshin.server.durability;

import org.jspecify.annotations.NullMarked;

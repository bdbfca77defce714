/** The law of accidents by which this server judges: the shipped rulebook, or an edited one. */
@NullMarked
package jp.anshin.server.rulebooks;

import org.jspecify.annotations.NullMarked;

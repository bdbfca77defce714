/** Accidents of a fiscal year, counted from incidents and imported lists. */
@NullMarked
package jp.anshin.server.statistics;

import org.jspecify.annotations.NullMarked;

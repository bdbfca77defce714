/** What recorded routes consist of, counted. */
@NullMarked
package jp.anshin.route.statistics;

import org.jspecify.annotations.NullMarked;

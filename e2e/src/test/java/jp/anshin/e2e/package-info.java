/**
 * Tests of the whole: against real routers, programs and browsers, and of the walls between rooms.
 */
@NullMarked
package jp.anshin.e2e;

import org.jspecify.annotations.NullMarked;

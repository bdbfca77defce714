/** The process: takes in, stores, schedules, shows and sends. */
@NullMarked
package jp.anshin.server;

import org.jspecify.annotations.NullMarked;

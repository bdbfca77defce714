/** The console: pages that answer one question each. */
@NullMarked
package jp.anshin.server.web;

import org.jspecify.annotations.NullMarked;

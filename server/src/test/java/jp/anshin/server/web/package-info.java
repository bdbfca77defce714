/** Tests of the console: as a browser sees it, in both languages and every role. */
@NullMarked
package jp.anshin.server.web;

import org.jspecify.annotations.NullMarked;

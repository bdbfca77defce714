/** Tests of the programming interface, over real connections. */
@NullMarked
package jp.anshin.server.api;

import org.jspecify.annotations.NullMarked;

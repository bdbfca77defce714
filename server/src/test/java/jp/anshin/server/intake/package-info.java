/** Routers that connect, behave and misbehave, and what the server makes of them. */
@NullMarked
package jp.anshin.server.intake;

import org.jspecify.annotations.NullMarked;

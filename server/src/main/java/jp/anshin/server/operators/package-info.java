/** The operator file as people edit it: every version kept, checked before it is taken. */
@NullMarked
package jp.anshin.server.operators;

import org.jspecify.annotations.NullMarked;

/** What is refused, with a stable code and a sentence that names place and remedy. */
@NullMarked
package jp.anshin.server.refusal;

import org.jspecify.annotations.NullMarked;

/** What the forms say and what is refused. */
@NullMarked
package jp.anshin.formats.form;

import org.jspecify.annotations.NullMarked;

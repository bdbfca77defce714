/** What papers show, to whom, and what they refuse. */
@NullMarked
package jp.anshin.documents;

import org.jspecify.annotations.NullMarked;

/** What the repository's pages promise is there. */
@NullMarked
package jp.anshin.e2e.documents;

import org.jspecify.annotations.NullMarked;

/** What drafts say, and to whom. */
@NullMarked
package jp.anshin.incident.draft;

import org.jspecify.annotations.NullMarked;

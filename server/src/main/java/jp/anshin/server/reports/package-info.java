/** Drafts of notices and reports, kept in versions. */
@NullMarked
package jp.anshin.server.reports;

import org.jspecify.annotations.NullMarked;

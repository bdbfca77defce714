/**
 * What people make of a draft: versions, review, approval by a second person, and what was sent.
 */
@NullMarked
package jp.anshin.incident.report;

import org.jspecify.annotations.NullMarked;

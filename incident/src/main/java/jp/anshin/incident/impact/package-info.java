/**
 * What users met: asked of people, kept in versions with bounds, and handed to the law as facts.
 */
@NullMarked
package jp.anshin.incident.impact;

import org.jspecify.annotations.NullMarked;

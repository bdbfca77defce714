/** Accidents as people write them down: a file of one, or a list of many. */
@NullMarked
package jp.anshin.documents.facts;

import org.jspecify.annotations.NullMarked;

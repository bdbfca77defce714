/** Papers: drafts and reports as PDF, Word, Excel, CSV and words to be read aloud. */
@NullMarked
package jp.anshin.documents;

import org.jspecify.annotations.NullMarked;

/** What the server keeps, as one file to put away, and back again. */
@NullMarked
package jp.anshin.server.backup;

import org.jspecify.annotations.NullMarked;

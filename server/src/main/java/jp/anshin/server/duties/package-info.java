/** What is due because of each incident, by when, and whether it is done. */
@NullMarked
package jp.anshin.server.duties;

import org.jspecify.annotations.NullMarked;

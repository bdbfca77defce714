/** Single routes and sessions that do what they should not, and so far hit no user of ours. */
@NullMarked
package jp.anshin.server.findings;

import org.jspecify.annotations.NullMarked;

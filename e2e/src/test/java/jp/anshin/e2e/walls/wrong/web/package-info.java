/** Wrong on purpose: a page that touches a table. */
@NullMarked
package jp.anshin.e2e.walls.wrong.web;

import org.jspecify.annotations.NullMarked;

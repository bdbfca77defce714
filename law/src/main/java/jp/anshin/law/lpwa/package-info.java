/** What an LPWA service is under the law: which criteria, standards, duties and parts are whose. */
@NullMarked
package jp.anshin.law.lpwa;

import org.jspecify.annotations.NullMarked;

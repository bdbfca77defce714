/** Who we are, dated: services, own prefixes, neighbours, users by region and pool, contacts. */
@NullMarked
package jp.anshin.operator;

import org.jspecify.annotations.NullMarked;

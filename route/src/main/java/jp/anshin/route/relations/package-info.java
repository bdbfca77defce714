/** Who is whose provider, customer or peer: as files say, or as the routes of a quiet time show. */
@NullMarked
package jp.anshin.route.relations;

import org.jspecify.annotations.NullMarked;

/** FRR and GoBGP, as Debian packages them, feed the station over loopback. */
@NullMarked
package jp.anshin.e2e.routers;

import org.jspecify.annotations.NullMarked;

/** What an LPWA network is made of: gateways, lines, cloud functions, feeds, contracts, devices. */
@NullMarked
package jp.anshin.lpwa.network;

import org.jspecify.annotations.NullMarked;

package jp.anshin.route.print;

import jp.anshin.wire.AsciiText;
import jp.anshin.wire.IpAddress;

/**
 * IPv6 addresses as bgpdump prints them: like RFC 5952, but a single zero field is shortened too,
 * and IPv4-compatible addresses end in dotted decimal.
 */
final class BgpdumpIpv6 {
  private BgpdumpIpv6() {}

  static void append(AsciiText text, long high, long low) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    boolean compatible = high == 0 && low >>> 32 == 0 && low > 1;
    if (mapped || compatible) {
      text.append(mapped ? "::ffff:" : "::");
      IpAddress.append(text, false, low << 32, 0);
      return;
    }
    int runStart = -1;
    int runLength = 0;
    for (int i = 0, zeros = 0; i < 8; i++) {
      zeros = field(high, low, i) == 0 ? zeros + 1 : 0;
      if (zeros > runLength) {
        runLength = zeros;
        runStart = i - zeros + 1;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append(i == 0 ? "::" : ":");
        i += runLength - 1;
        continue;
      }
      text.appendHex(field(high, low, i));
      if (i < 7) {
        text.append(':');
      }
    }
  }

  private static int field(long high, long low, int index) {
    return (int) ((index < 4 ? high >>> (48 - 16 * index) : low >>> (112 - 16 * index)) & 0xffff);
  }
}

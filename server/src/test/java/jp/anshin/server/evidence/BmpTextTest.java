package jp.anshin.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;
import org.junit.jupiter.api.Test;

/** What a page shows of octets that a router sent, whatever they are. */
class BmpTextTest {
  private static final int ROUNDS = 20_000;

  @Test
  void everyOctetsAreShownAsLines() {
    var random = new SplittableRandom(7854);
    List<byte[]> messages = messages();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bad = messages.get(round % messages.size()).clone();
      for (int i = random.nextInt(5); i >= 0; i--) {
        int at = random.nextInt(random.nextBoolean() ? bad.length : Math.min(bad.length, 80));
        switch (random.nextInt(4)) {
          case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> bad[at] = (byte) random.nextInt(256);
          case 2 -> bad[at] = (byte) 0xff;
          default -> {
            bad = Arrays.copyOf(bad, Math.max(6, at));
            bad[3] = 0;
            bad[4] = (byte) bad.length;
          }
        }
      }
      try {
        assertThat(BmpText.of(bad)).isNotEmpty().allMatch(line -> line.length() < 5_000);
      } catch (RuntimeException | Error thrown) {
        throw new AssertionError(HexFormat.of().formatHex(bad), thrown);
      }
    }
  }

  private static List<byte[]> messages() {
    var bmp = new BmpWriter();
    var v4 = IpAddress.v4(0xc0000201);
    var peer = new BmpWriter.Peer(v4, 4_200_000_001L, 7);
    byte[] open = new BgpWriter().open(64_500, 90, 1).toByteArray();
    var prefix = new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24);
    var prefixV6 = new BgpWriter.Prefix(new IpAddress(true, 0x20010db8L << 32, 0), 48);
    var path = List.of(4_200_000_001L, 15_169L);
    return List.of(
        bmp.initiation("edge-1", "a router"),
        bmp.peerUp(peer, 1, v4, open, open),
        bmp.peerDown(peer, 1, 4),
        bmp.statisticsReport(peer, 1, 2),
        bmp.routeMonitoring(
            peer, 1, new BgpWriter().announce(List.of(prefix), path, v4, 4).toByteArray()),
        bmp.routeMonitoring(
            peer,
            1,
            new BgpWriter()
                .announce(List.of(prefixV6), path, new IpAddress(true, 1, 1), 4)
                .toByteArray()),
        bmp.routeMonitoring(peer, 1, new BgpWriter().withdraw(List.of(prefix)).toByteArray()),
        bmp.routeMonitoring(peer, 1, new BgpWriter().endOfRib().toByteArray()));
  }
}

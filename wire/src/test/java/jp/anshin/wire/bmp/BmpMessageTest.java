package jp.anshin.wire.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.BgpWriter;
import org.junit.jupiter.api.Test;

class BmpMessageTest {
  private static final BmpWriter.Peer PEER =
      new BmpWriter.Peer(IpAddress.v4(0xc0000201), 4_200_000_001L, 7);
  private static final BmpWriter.Peer PEER_V6 =
      new BmpWriter.Peer(new IpAddress(true, 0x20010db8L << 32, 1), 65_001, 8);
  private final BmpWriter writer = new BmpWriter();
  private final BmpMessage message = new BmpMessage();

  @Test
  void aPeerUpIsReadBackWithBothOpens() {
    byte[] sent = new BgpWriter().open(64_500, 90, 1).toByteArray();
    byte[] received = new BgpWriter().open(4_200_000_001L, 180, 7).toByteArray();
    byte[] bytes =
        writer.peerUp(PEER, 1_503_631_320_000_007L, IpAddress.v4(0xc0000202), sent, received);
    assertThat(BmpFraming.messageLength(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    assertThat(message.wrap(bytes, 0, bytes.length)).isNull();
    assertThat(message.type()).isEqualTo(BmpMessage.PEER_UP);
    assertThat(message.peerAddress()).hasToString("192.0.2.1");
    assertThat(message.peerAs()).isEqualTo(4_200_000_001L);
    assertThat(message.epochMicros()).isEqualTo(1_503_631_320_000_007L);
    assertThat(message.view()).isEqualTo(BmpView.ADJ_RIB_IN_PRE);
    var open = message.receivedOpen();
    assertThat(open).isNotNull();
    assertThat(open.as()).isEqualTo(4_200_000_001L);
    assertThat(open.fourOctetAs()).isTrue();
    var own = message.sentOpen();
    assertThat(own).isNotNull();
    assertThat(own.as()).isEqualTo(64_500);
    assertThat(open.addPathTo(own)).isEqualTo(AddPath.NONE);
  }

  @Test
  void anIpv6PeerAndTheRoutersNameAreReadBack() {
    byte[] down = writer.peerDown(PEER_V6, 1, 4);
    assertThat(message.wrap(down, 0, down.length)).isNull();
    assertThat(message.peerAddress()).hasToString("2001:db8::1");
    assertThat(message.peerDownReason()).isEqualTo(4);
    byte[] initiation = writer.initiation("edge-1.tokyo", "a router");
    assertThat(message.wrap(initiation, 0, initiation.length)).isNull();
    assertThat(message.routerName()).isEqualTo("edge-1.tokyo");
  }

  @Test
  void framingAsksForMoreAndRefusesWhatIsNotBmp() {
    byte[] bytes = writer.initiation("r", "d");
    assertThat(BmpFraming.messageLength(bytes, 0, 0)).isEqualTo(BmpFraming.NEED_MORE);
    assertThat(BmpFraming.messageLength(bytes, 0, 5)).isEqualTo(BmpFraming.NEED_MORE);
    bytes[0] = 9;
    assertThat(BmpFraming.messageLength(bytes, 0, 1)).isEqualTo(BmpFraming.WRONG_VERSION);
    bytes[0] = 3;
    bytes[1] = (byte) 0xff;
    assertThat(BmpFraming.messageLength(bytes, 0, 6)).isEqualTo(BmpFraming.WRONG_LENGTH);
    bytes[1] = 0;
    bytes[4] = 5;
    assertThat(BmpFraming.messageLength(bytes, 0, 6)).isEqualTo(BmpFraming.WRONG_LENGTH);
  }
}

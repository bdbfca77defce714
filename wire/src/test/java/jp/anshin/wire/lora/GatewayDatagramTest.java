package jp.anshin.wire.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import jp.anshin.wire.lora.GatewayDatagram.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatewayDatagramTest {
  private static final byte[] NONE = {};

  @Test
  void aPushNamesItsGatewayAndCarriesJson() {
    byte[] octets = HexFormat.of().parseHex("02abcd000016c001f153a14c7b7d");

    var read = Objects.requireNonNull(GatewayDatagram.read(octets, 0, octets.length));

    assertThat(read.kind()).isEqualTo(Kind.PUSH_DATA);
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.token()).isEqualTo(0xabcd);
    assertThat(read.gateway()).isEqualTo(0x0016c001f153a14cL);
    assertThat(read.json()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(read.toByteArray()).isEqualTo(octets);
  }

  @Test
  void everyKindIsReadAsItWasWritten() {
    byte[] json = "{\"txpk_ack\":{\"error\":\"TOO_LATE\"}}".getBytes(StandardCharsets.UTF_8);
    for (var kind : Kind.values()) {
      boolean withJson = kind == Kind.PUSH_DATA || kind == Kind.PULL_RESP || kind == Kind.TX_ACK;
      long gateway = kind.isFromGateway() ? -2 : 0;
      var written = GatewayDatagram.of(kind, 65_535, gateway, withJson ? json : NONE);
      byte[] octets = written.toByteArray();

      var read = Objects.requireNonNull(GatewayDatagram.read(octets, 0, octets.length));

      assertThat(read.kind()).isEqualTo(kind);
      assertThat(read.gateway()).isEqualTo(gateway);
      assertThat(read.json()).isEqualTo(written.json());
      assertThat(GatewayDatagram.read(octets, 0, 3)).isNull();
    }
  }

  @Test
  void whatIsNoDatagramIsRefused() {
    assertThat(read("")).isNull();
    assertThat(read("00abcd00" + "0016c001f153a14c")).isNull(); // version
    assertThat(read("03abcd00" + "0016c001f153a14c")).isNull();
    assertThat(read("02abcd06" + "0016c001f153a14c")).isNull(); // kind
    assertThat(read("02abcd00" + "0016c001f153a1")).isNull(); // half an EUI
    assertThat(read("02abcd02" + "0016c001f153a14c" + "7b7d")).isNull(); // a keep-alive has no JSON
    byte[] tooLong = new byte[GatewayDatagram.MAX_OCTETS + 1];
    tooLong[0] = 2;
    assertThat(GatewayDatagram.read(tooLong, 0, tooLong.length)).isNull();
    assertThatThrownBy(() -> GatewayDatagram.of(Kind.PULL_ACK, 1, 7, NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static @Nullable GatewayDatagram read(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    return GatewayDatagram.read(octets, 0, octets.length);
  }
}

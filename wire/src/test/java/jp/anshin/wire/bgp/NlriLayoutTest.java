package jp.anshin.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jp.anshin.wire.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NlriLayoutTest {

  @ParameterizedTest
  @CsvSource({
    // RFC 8277: a label of 24 bits, then the prefix
    "1, 4, 30000101cb0071, 1",
    "2, 4, 4800010120010db81234, 1",
    // RFC 4364, RFC 4659: label, route distinguisher, prefix
    "1, 128, 700001010000fde800000001cb0071, 1",
    "2, 128, 8800010100000000fde8000120010db81234, 1",
    // RFC 6514: type, length
    "1, 5, 0506aabbccddeeff0600, 2",
    // RFC 4684: the default target has no bits
    "1, 132, 00, 1",
    // RFC 8955: a short and a long one
    "1, 133, 0501180a0000f00301180a, 2",
    "25, 134, 020100, 1",
    // RFC 7432: EVPN, RFC 4761: VPLS, RFC 9552: BGP-LS
    "25, 70, 0203aabbcc0500, 2",
    "25, 65, 00020102" + "0000, 2",
    "16388, 71, 0001000201020002" + "0000, 2",
  })
  void routesOfEveryFamilyAreToldApart(int afi, int safi, String hex, int routes) {
    byte[] octets = HexFormat.of().parseHex(hex);

    assertThat(NlriLayout.isKnown(afi, safi)).isTrue();
    assertThat(NlriLayout.count(octets, 0, octets.length, afi, safi, false)).isEqualTo(routes);
    assertThat(NlriLayout.count(octets, 0, octets.length - 1, afi, safi, false))
        .as("cut")
        .isIn(NlriLayout.MALFORMED, routes - 1);
  }

  @Test
  void aRouteTooShortForItsFamilyIsMalformed() {
    assertThat(count(1, 4, "17000101")).isEqualTo(NlriLayout.MALFORMED);
    assertThat(count(1, 128, "57000101000000000000000000")).isEqualTo(NlriLayout.MALFORMED);
    assertThat(count(1, 1, "21cb00710000")).isEqualTo(NlriLayout.MALFORMED);
  }

  @Test
  void familiesThatAreNotDecodedAreCountedWithTheirRoutes() {
    var counts = new Counts();
    byte[] evpn = HexFormat.of().parseHex("0203aabbcc0500");
    byte[] attributes = new AttributeWriter().mpUnreach(25, 70, evpn).toByteArray();
    byte[] message = new BgpWriter().update(List.of(), attributes, List.of()).toByteArray();
    var update = new UpdateMessage(counts);
    update.wrap(message, BgpMessage.HEADER_OCTETS, message.length, 4, AddPath.NONE);
    update.withdrawn((v6, safi, high, low, length, pathId) -> {
      throw new AssertionError("it has no prefix");
    });

    assertThat(counts.toMap()).isEqualTo(Map.of("bgp-family-25-70", 1L, "bgp-routes-25-70", 2L));
  }

  private static int count(int afi, int safi, String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    return NlriLayout.count(octets, 0, octets.length, afi, safi, false);
  }
}

package jp.anshin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "192.0.2.255",
        "::",
        "::1",
        "2001:db8::1",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "fe80::1:0:0:1",
        "1:2:3:4:5:6:7:8",
        "1::",
      })
  void textIsThatOfRfc5952(String text) throws UnknownHostException {
    byte[] octets = InetAddress.getByName(text).getAddress();
    assertThat(IpAddress.read(octets, 0, octets.length == 16)).hasToString(text);
  }

  @Test
  void randomAddressesAreReadBackByAnotherParser() throws UnknownHostException {
    var random = new SplittableRandom(5952);
    for (int i = 0; i < 10_000; i++) {
      byte[] octets = new byte[16];
      random.nextBytes(octets);
      for (int field = 0; field < 16; field += 2) {
        if (random.nextInt(3) > 0) {
          octets[field] = 0;
          octets[field + 1] = (byte) random.nextInt(2);
        }
      }
      octets[0] = 0x20; // never an IPv4-mapped address, which the other parser turns into IPv4
      var text = IpAddress.read(octets, 0, true).toString();
      assertThat(InetAddress.getByName(text).getAddress()).as(text).isEqualTo(octets);
    }
  }
}

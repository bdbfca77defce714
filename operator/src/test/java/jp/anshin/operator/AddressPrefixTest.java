package jp.anshin.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0/24",
    "0.0.0.0/0, 0.0.0.0/0",
    "255.255.255.255/32, 255.255.255.255/32",
    "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
    "::/0, ::/0",
    "::1/128, ::1/128",
    "2001:db8:0:1:0:0:0:1/128, 2001:db8:0:1::1/128",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "64:ff9b::192.0.2.0/120, 64:ff9b::c000:200/120"
  })
  void aPrefixIsWrittenInCanonicalForm(String read, String written) {
    assertThat(AddressPrefix.parse(read)).hasToString(written);
    assertThat(AddressPrefix.parse(written)).isEqualTo(AddressPrefix.parse(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1/24",
        "192.0.2.0",
        "192.0.2.0/33",
        "192.0.2.0/",
        "192.0.2.0/024",
        "192.0.2/24",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "2001:db8::1/32",
        "2001:db8::/129",
        "::ffff:192.0.2.0/24",
        "localhost/8",
        "1::2::3/128",
        "/8",
        "",
        "fe80::1%lo/128"
      })
  void whatIsNoPrefixIsNotRead(String text) {
    assertThat(AddressPrefix.tryParse(text)).isEmpty();
  }

  @Test
  void coverIsByFamilyAndBits() {
    AddressPrefix block = AddressPrefix.parse("10.0.0.0/8");
    assertThat(block.covers(AddressPrefix.parse("10.1.0.0/16"))).isTrue();
    assertThat(block.covers(AddressPrefix.parse("11.0.0.0/16"))).isFalse();
    assertThat(block.covers(AddressPrefix.parse("0.0.0.0/0"))).isFalse();
    assertThat(AddressPrefix.parse("::/0").covers(block)).isFalse();
    assertThat(AddressPrefix.parse("2001:db8::/65").covers(AddressPrefix.parse("2001:db8::/66")))
        .isTrue();
    assertThat(
            AddressPrefix.parse("2001:db8::/65")
                .covers(AddressPrefix.parse("2001:db8:0:0:8000::/66")))
        .isFalse();
  }

  @Test
  void piecesThatFillABlockCoverIt() {
    AddressPrefix block = AddressPrefix.parse("198.51.100.0/22");
    List<AddressPrefix> pieces =
        List.of(
            AddressPrefix.parse("198.51.100.0/24"),
            AddressPrefix.parse("198.51.101.0/24"),
            AddressPrefix.parse("198.51.102.0/23"));
    assertThat(block.isCoveredBy(pieces)).isTrue();
    assertThat(block.isCoveredBy(pieces.subList(0, 2))).isFalse();
    assertThat(block.isCoveredBy(List.of())).isFalse();
    assertThat(
            AddressPrefix.parse("2001:db8::/63")
                .isCoveredBy(
                    List.of(
                        AddressPrefix.parse("2001:db8::/64"),
                        AddressPrefix.parse("2001:db8:0:1::/64"))))
        .isTrue();
  }

  @Test
  void coverAgreesWithCountingAddresses() throws Exception {
    var random = new Random(20170825);
    for (int round = 0; round < 2_000; round++) {
      boolean ipv6 = random.nextBoolean();
      AddressPrefix one = near(random, ipv6);
      AddressPrefix other = near(random, ipv6);
      boolean expected =
          first(one).compareTo(first(other)) <= 0 && last(other).compareTo(last(one)) <= 0;
      assertThat(one.covers(other)).as("%s covers %s", one, other).isEqualTo(expected);
      assertThat(AddressPrefix.parse(one.toString())).isEqualTo(one);
      assertThat(InetAddress.getByName(one.toString().split("/")[0]).getAddress())
          .isEqualTo(bytes(first(one), ipv6 ? 16 : 4));
    }
  }

  @Test
  void orderIsByFamilyAddressAndLength() {
    var sorted = new ArrayList<AddressPrefix>();
    for (String text : List.of("ff00::/8", "::/0", "200.0.0.0/8", "10.0.0.0/16", "10.0.0.0/8")) {
      sorted.add(AddressPrefix.parse(text));
    }
    sorted.sort(null);
    assertThat(sorted)
        .extracting(AddressPrefix::toString)
        .containsExactly("10.0.0.0/8", "10.0.0.0/16", "200.0.0.0/8", "::/0", "ff00::/8");
  }

  /** A random prefix from a small neighbourhood, so that covers happen. */
  private static AddressPrefix near(Random random, boolean ipv6) {
    int bits = ipv6 ? 128 : 32;
    int length = ipv6 ? 56 + random.nextInt(16) : random.nextInt(33);
    BigInteger address = new BigInteger(4, random).shiftLeft(ipv6 ? 62 : 28);
    BigInteger masked = address.shiftRight(bits - length).shiftLeft(bits - length);
    return new AddressPrefix(ipv6, masked.shiftRight(64).longValue(), masked.longValue(), length);
  }

  private static BigInteger first(AddressPrefix prefix) {
    return unsigned(prefix.high()).shiftLeft(64).or(unsigned(prefix.low()));
  }

  private static BigInteger last(AddressPrefix prefix) {
    int bits = (prefix.ipv6() ? 128 : 32) - prefix.length();
    return first(prefix).add(BigInteger.ONE.shiftLeft(bits)).subtract(BigInteger.ONE);
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static byte[] bytes(BigInteger address, int count) {
    var bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = address.shiftRight(8 * (count - 1 - i)).byteValue();
    }
    return bytes;
  }
}

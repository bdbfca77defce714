package jp.anshin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiTextTest {

  @Test
  void numbersAreWrittenAsJavaWritesThem() {
    var random = new Random(20170825);
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >>> (1 + random.nextInt(63));
      assertThat(new AsciiText(1).append(number).toString()).isEqualTo(Long.toString(number));
    }
    for (long power = 1; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1}) {
        assertThat(new AsciiText(1).append(number).toString()).isEqualTo(Long.toString(number));
      }
    }
    assertThat(new AsciiText().append(Long.MAX_VALUE).toString()).isEqualTo("" + Long.MAX_VALUE);
  }

  @Test
  void octetsAndHexadecimalFieldsAreWrittenAsJavaWritesThem() {
    for (int octet = 0; octet < 256; octet++) {
      assertThat(new AsciiText(1).appendOctet(octet).toString()).isEqualTo("" + octet);
    }
    for (int field = 0; field < 0x10000; field++) {
      assertThat(new AsciiText(1).appendHex(field).toString())
          .isEqualTo(Integer.toHexString(field));
    }
  }

  @Test
  void paddedNumbersHaveLeadingZeros() {
    assertThat(new AsciiText(1).padded(0, 6).append(' ').padded(42, 6).toString())
        .isEqualTo("000000 000042");
    assertThat(new AsciiText(1).padded(123_456_789, 9).toString()).isEqualTo("123456789");
  }

  @Test
  void aTextIsUsedAgainAfterItWasCleared() {
    var text = new AsciiText(1).append("first line of some length");
    text.clear();
    assertThat(text.append(new AsciiText().append("second")).toString()).isEqualTo("second");
    text.set(0, 'S');
    assertThat(text).hasToString("Second");
  }
}

package jp.anshin.server.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NotBmpTest {

  @ParameterizedTest
  @CsvSource({
    "wrong-version offset=0 octets=47 45 54 20 2f 20, HTTP",
    "wrong-version offset=0 octets=50 4f 53 54 20 2f 20 48, HTTP",
    "wrong-version offset=0 octets=16 03 01 02 00 01, TLS",
    "wrong-version offset=0 octets=53 53 48 2d 32 2e, SSH",
    "wrong-version offset=0 octets=ff ff ff ff ff ff ff ff, BGP",
    "wrong-version offset=0 octets=09 00 00 00 06 04, VERSION",
    "wrong-version offset=0 octets=, VERSION",
    "wrong-version offset=6 octets=47 45 54 20 2f 20, VERSION",
    "wrong-length offset=0 octets=03 ff ff ff ff 00, LENGTH"
  })
  void whatStoodThereIsTold(String detail, NotBmp what) {
    assertThat(NotBmp.of(detail)).contains(what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "connection reset", "torn-octets=5", "octets=09", "wrong-version"})
  void anotherDetailIsNoneOfThem(String detail) {
    assertThat(NotBmp.of(detail)).isEmpty();
    assertThat(NotBmp.version(detail)).isEmpty();
  }
}

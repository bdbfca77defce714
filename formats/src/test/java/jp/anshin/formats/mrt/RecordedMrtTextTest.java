package jp.anshin.formats.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import jp.anshin.formats.SharedData;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedMrtTextTest {

  @ParameterizedTest
  @CsvSource({
    "bview.20020722.2337.gz, 115521, 1d57e9b06418788a",
    "bview.64k_stream_overflow.gz, 2, e7203d9f4a42e2d9",
    "bview.ipv4_unicast_add_path.gz, 32, 4bb7ecbb6d6157d4",
    "bview.ipv6_unicast_add_path.gz, 32, 9facb395f460e3c7",
    "updates.20070211.0141.gz, 23394, 9be6ae9d0b3b0380",
    "updates.20100722.2015.gz, 2193, 06571c307933deba",
    "updates.20160811.1600.gz, 17406, 644bc9b8779b4de5",
    "updates.long_withdrawal.gz, 1, 4258203588ff48b5",
  })
  void recordedFilesPrintAsBgpdumpPrintsThem(String name, long records, String sha256)
      throws Exception {
    var counts = new Counts();
    var text = new AsciiText();
    try (var reader = new MrtReader(Decompression.open(SharedData.file("mrt/" + name)))) {
      new MrtTextPrinter(text, counts).print(reader);
      assertThat(reader.fault()).isNull();
      assertThat(reader.recordCount()).isEqualTo(records);
    }
    assertThat(sha256(text.toString())).startsWith(sha256);
  }

  @Test
  void hostBitsBeyondTheMaskAreMaskedAndTheTornPrefixIsCounted() throws IOException {
    var counts = new Counts();
    var text = new AsciiText();
    var file = SharedData.file("mrt/updates.nlri_mask_trailing_bits.gz");
    try (var reader = new MrtReader(Decompression.open(file))) {
      new MrtTextPrinter(text, counts).print(reader);
    }
    assertThat(text.toString())
        .isEqualTo(
            "BGP4MP|1289168632|A|12.0.1.63|7018|11.8.0.0/13|7018 3549 12389 48275 51044|IGP|"
                + "12.0.1.63|0|0|6923:3339|NAG||\n");
    assertThat(counts.toMap()).containsExactly(entry("bgp-malformed-nlri", 1L));
  }

  private static String sha256(CharSequence text) throws Exception {
    byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }
}

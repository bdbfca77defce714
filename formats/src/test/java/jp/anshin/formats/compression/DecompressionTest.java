package jp.anshin.formats.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecompressionTest {
  enum Form {
    GZIP,
    BZIP2,
    ZSTANDARD;

    byte[] compress(byte[] plain) {
      var out = new ByteArrayOutputStream();
      try (OutputStream compressing =
          switch (this) {
            case GZIP -> new GZIPOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
            case ZSTANDARD ->
                new ZstdOutputStream(out).setChecksum(true); // as the program zstd does
          }) {
        compressing.write(plain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  /** What was read before the end, and the fault that ended it. */
  private record Reading(byte[] octets, @Nullable IOException fault) {
    static Reading of(byte[] compressed) {
      var read = new ByteArrayOutputStream();
      try (var in = Decompression.open(new ByteArrayInputStream(compressed))) {
        byte[] chunk = new byte[1 << 18]; // as the reader of MRT asks for it
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          read.write(chunk, 0, count);
        }
        return new Reading(read.toByteArray(), null);
      } catch (IOException e) {
        return new Reading(read.toByteArray(), e);
      }
    }
  }

  private static byte[] plain(int octets) {
    byte[] plain = new byte[octets];
    var random = new SplittableRandom(7);
    for (int i = 0; i < octets; i++) {
      plain[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : i >> 6);
    }
    return plain;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  @ParameterizedTest
  @EnumSource
  void everythingBeforeATearIsReadAndTheTearIsTold(Form form) {
    byte[] plain = plain(700_000);
    byte[] compressed = form.compress(plain);
    int most = 0;
    for (int octets = 20; octets < compressed.length; octets += compressed.length / 23) {
      var reading = Reading.of(Arrays.copyOf(compressed, octets));
      assertThat(reading.fault()).isInstanceOf(EOFException.class).hasMessageContaining("breaks");
      assertThat(reading.octets()).isEqualTo(Arrays.copyOf(plain, reading.octets().length));
      assertThat(reading.octets().length).isGreaterThanOrEqualTo(most);
      most = reading.octets().length;
    }
    assertThat(most).isGreaterThan(550_000);
  }

  @Test
  void aTornTrailerOfGzipCostsNoOctetOfTheData() {
    byte[] plain = plain(300_000);
    byte[] compressed = Form.GZIP.compress(plain);
    var reading = Reading.of(Arrays.copyOf(compressed, compressed.length - 4));
    assertThat(reading.octets()).isEqualTo(plain);
    assertThat(reading.fault()).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @EnumSource
  void membersOneAfterAnotherAreOneInputThroughASlowPipeToo(Form form) throws IOException {
    byte[] plain = plain(100_000);
    byte[] twice = joined(form.compress(plain), form.compress(plain));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(twice)) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 13));
          }

          @Override
          public int available() {
            return 0;
          }
        };
    try (var in = Decompression.open(slow)) {
      assertThat(in.readAllBytes()).isEqualTo(joined(plain, plain));
    }
  }

  @Test
  void whatFollowsGzipAndIsNoneIsTold() {
    byte[] plain = plain(100_000);
    for (int octets : new int[] {1, 9, 40, 200_000}) {
      var reading = Reading.of(joined(Form.GZIP.compress(plain), new byte[octets]));
      assertThat(reading.octets()).isEqualTo(plain);
      assertThat(reading.fault()).as("%d octets", octets).hasMessageContaining("not gzip");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOctetThatWasChangedIsTold(Form form) {
    byte[] plain = plain(100_000);
    byte[] changed = form.compress(plain);
    changed[changed.length / 2] ^= 0x10;
    assertThat(Reading.of(changed).fault()).isNotNull();
  }

  @Test
  void aHeaderThatIsNoneIsRefusedAtOnce() {
    byte[] broken = {0x1f, (byte) 0x8b, 99, 0, 0, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> Decompression.open(new ByteArrayInputStream(broken)))
        .isInstanceOf(IOException.class);
  }
}

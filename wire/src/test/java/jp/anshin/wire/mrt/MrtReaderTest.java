package jp.anshin.wire.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bgp.UpdateMessage;
import org.junit.jupiter.api.Test;

class MrtReaderTest {
  private static final PeerIndexTable.Peer PEER =
      new PeerIndexTable.Peer(IpAddress.v4(0xc0000201), 4_200_000_001L);
  private static final PeerIndexTable.Peer COLLECTOR =
      new PeerIndexTable.Peer(IpAddress.v4(0xc0000202), 64_500);

  @Test
  void aCutAtAnyOffsetGivesTheRecordsBeforeItAndStatesWhere() throws IOException {
    byte[] file = threeRecords();
    int first = lengthOfFirst(file);
    for (int cut = 1; cut < file.length; cut++) {
      var reader = new MrtReader(new ByteArrayInputStream(file, 0, cut));
      int read = 0;
      while (reader.next()) {
        read++;
      }
      assertThat(read).isEqualTo(cut / first);
      var fault = reader.fault();
      if (cut % first == 0) {
        assertThat(fault).as("cut at %d", cut).isNull();
      } else {
        assertThat(fault)
            .isEqualTo(new MrtFault(MrtFault.Reason.TORN, (long) first * (cut / first), read, ""));
      }
    }
  }

  @Test
  void aFileWithoutOneOctetIsEmpty() {
    var reader = new MrtReader(InputStream.nullInputStream());
    assertThat(reader.next()).isFalse();
    assertThat(reader.fault()).isEqualTo(new MrtFault(MrtFault.Reason.EMPTY, 0, 0, ""));
  }

  @Test
  void textIsNotMrt() {
    var reader =
        new MrtReader(
            new ByteArrayInputStream("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8)));
    assertThat(reader.next()).isFalse();
    assertThat(reader.fault()).isEqualTo(new MrtFault(MrtFault.Reason.NOT_MRT, 0, 0, ""));
  }

  @Test
  void aLengthOfFourGigabytesIsRefusedWithoutReservingThem() throws IOException {
    byte[] file = threeRecords();
    int second = lengthOfFirst(file);
    Arrays.fill(file, second + 8, second + 12, (byte) 0xff);
    var reader = new MrtReader(new ByteArrayInputStream(file));
    assertThat(reader.next()).isTrue();
    assertThat(reader.next()).isFalse();
    assertThat(reader.fault()).isEqualTo(new MrtFault(MrtFault.Reason.TOO_LONG, second, 1, ""));
  }

  @Test
  void aFailingInputIsStatedWithItsMessage() throws IOException {
    byte[] file = threeRecords();
    var torn =
        new InputStream() {
          private final InputStream good = new ByteArrayInputStream(file, 0, file.length - 3);

          @Override
          public int read() throws IOException {
            throw new IOException("not used");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int read = good.read(into, offset, Math.min(7, length));
            if (read < 0) {
              throw new EOFException("Unexpected end of ZLIB input stream");
            }
            return read;
          }
        };
    var reader = new MrtReader(torn);
    assertThat(reader.next()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.next()).isFalse();
    var fault = reader.fault();
    assertThat(fault).isNotNull();
    assertThat(fault.reason()).isEqualTo(MrtFault.Reason.TORN);
    assertThat(fault.detail()).contains("ZLIB");
    assertThat(fault.completeRecords()).isEqualTo(2);
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    var reader = new MrtReader(new ByteArrayInputStream(threeRecords()));
    var message = new Bgp4mpMessage();
    var update = new UpdateMessage(new Counts());
    assertThat(reader.next()).isTrue();
    assertThat(reader.epochMicros()).isEqualTo(1_503_631_320_000_007L);
    assertThat(message.wrap(reader)).isNull();
    assertThat(message.peerAs()).isEqualTo(4_200_000_001L);
    assertThat(message.peerAddress()).hasToString("192.0.2.1");
    int start = message.messageStart();
    assertThat(BgpMessage.type(message.bytes(), start, message.messageEnd()))
        .isEqualTo(BgpMessage.UPDATE);
    update.wrap(message.bytes(), start + 19, message.messageEnd(), 4, AddPath.NONE);
    var prefixes = new StringBuilder();
    update.announced((v6, safi, high, low, length, pathId) ->
        prefixes.append(new IpAddress(v6, high, low)).append('/').append(length));
    assertThat(prefixes).hasToString("203.0.113.0/24");
    assertThat(update.attributes().asPath()).hasToString("4200000001 701 15169");
  }

  private static int lengthOfFirst(byte[] file) {
    return file.length / 3;
  }

  private static byte[] threeRecords() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var writer = new MrtWriter(bytes)) {
      var prefix = new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24);
      for (int i = 0; i < 3; i++) {
        byte[] update =
            new BgpWriter()
                .announce(
                    List.of(prefix), List.of(4_200_000_001L, 701L, 15_169L), PEER.address(), 4)
                .toByteArray();
        writer.message(1_503_631_320_000_007L + i, PEER, COLLECTOR, update);
      }
    }
    return bytes.toByteArray();
  }
}

package jp.anshin.wire.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MrtBlocksTest {
  private static final int[] BLOCK_OCTETS = {13, 64, 100, 1_000, 1 << 20};

  /** Offset and hash of each record, with the table of peers that is in force there. */
  private record Seen(long offset, int hash, int peerIndexHash) {}

  private record Read(List<Seen> records, @Nullable MrtFault fault) {}

  private interface Input {
    InputStream open();
  }

  @Test
  void blocksGiveTheRecordsOfTheWholeRecording() {
    byte[] file = recording(new Random(20170825), 200);
    assertBlocksAreTheWhole(() -> new ByteArrayInputStream(file));
  }

  @Test
  void aRecordingTornAnywhereEndsAtTheSamePlaceForTheSameReason() {
    byte[] file = recording(new Random(1), 12);
    for (int cut = 0; cut < file.length; cut++) {
      byte[] torn = Arrays.copyOf(file, cut);
      assertBlocksAreTheWhole(() -> new ByteArrayInputStream(torn));
    }
  }

  @Test
  void anInputThatFailsGivesWhatCameBeforeAndTheFailure() {
    byte[] file = recording(new Random(2), 12);
    for (int cut = 0; cut < file.length; cut += 7) {
      byte[] good = Arrays.copyOf(file, cut);
      for (var failure : List.of(new IOException("bad checksum"), new EOFException("torn"))) {
        assertBlocksAreTheWhole(
            () -> new SequenceInputStream(new ByteArrayInputStream(good), failing(failure)));
      }
    }
  }

  @Test
  void oneFlippedOctetAnywhereIsReadAsTheWholeReadsIt() {
    byte[] file = recording(new Random(3), 8);
    for (int at = 0; at < file.length; at++) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) 0xff;
      assertBlocksAreTheWhole(() -> new ByteArrayInputStream(flipped));
    }
  }

  private static void assertBlocksAreTheWhole(Input input) {
    var whole = new MrtReader(input.open());
    var expected = new Read(records(whole, new int[] {0}), whole.fault());
    for (int blockOctets : BLOCK_OCTETS) {
      assertThat(inBlocks(input.open(), blockOctets)).isEqualTo(expected);
    }
  }

  private static Read inBlocks(InputStream in, int blockOctets) {
    var blocks = new MrtBlocks(in, blockOctets);
    var records = new ArrayList<Seen>();
    MrtFault fault = null;
    for (var block = blocks.next(); block != null && fault == null; block = blocks.next()) {
      byte[] last = block.lastPeerIndex();
      var reader = block.reader();
      records.addAll(records(reader, new int[] {last == null ? 0 : Arrays.hashCode(last)}));
      fault = reader.fault();
      blocks.done(block);
    }
    return new Read(records, fault);
  }

  private static List<Seen> records(MrtReader reader, int[] peerIndexHash) {
    var records = new ArrayList<Seen>();
    while (reader.next()) {
      int hash =
          Arrays.hashCode(
              Arrays.copyOfRange(reader.bytes(), reader.recordStart(), reader.bodyEnd()));
      if (reader.type() == MrtType.TABLE_DUMP_V2 && reader.subtype() == MrtType.PEER_INDEX_TABLE) {
        peerIndexHash[0] = hash;
      }
      records.add(new Seen(reader.recordOffset(), hash, peerIndexHash[0]));
    }
    return records;
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw failure;
      }
    };
  }

  private static byte[] recording(Random random, int count) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] record = new byte[MrtReader.HEADER_OCTETS + random.nextInt(40)];
      random.nextBytes(record);
      boolean table = random.nextInt(3) == 0;
      Octets.put16(record, 4, table ? MrtType.TABLE_DUMP_V2 : MrtType.BGP4MP);
      Octets.put16(record, 6, 1 + random.nextInt(3));
      Octets.put32(record, 8, record.length - MrtReader.HEADER_OCTETS);
      out.writeBytes(record);
    }
    return out.toByteArray();
  }
}

package jp.anshin.formats.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import jp.anshin.formats.SharedData;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.feed.MrtFeed;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.mrt.Bgp4mpMessage;
import jp.anshin.wire.mrt.MrtFault;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import jp.anshin.wire.mrt.RibRecord;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged archives, from the compressed octets to the watch's events: the reading ends with a
 * stated fault, and of the records before it none vanishes.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CompressedTest {
  private static final int ROUNDS = 5_000;
  private static final int RECORDED_ROUNDS = 60;

  /** Where damage makes a stream without end, the rest is not read. */
  private static final int OCTETS_MAX = 64 << 20;

  private static final int CHANGES_MAX = 4;
  private static final IpAddress ADDRESS = IpAddress.v4(0xc0000201);

  @Test
  void damagedGzipIsReadUpToTheDamageAndRefusedThere() {
    byte[] file = compressed(GZIPOutputStream::new);
    damage(1952, file, ROUNDS);
    damage(1953, joined(file, file), ROUNDS);
  }

  @Test
  void damagedBzip2IsReadUpToTheDamageAndRefusedThere() {
    byte[] file = compressed(BZip2CompressorOutputStream::new);
    damage(1996, file, ROUNDS);
    damage(1997, joined(file, file), ROUNDS);
  }

  @Test
  void damagedMrtGivesAnEventOrACountForEveryRecord() {
    damage(6396, table(), 2 * ROUNDS);
  }

  @Test
  void damagedRecordingsGiveAnEventOrACountForEveryRecord() throws IOException {
    for (String name : List.of("updates.20160811.1600.gz", "bview.ipv6_unicast_add_path.gz")) {
      byte[] recorded = Files.readAllBytes(SharedData.file("mrt/" + name));
      damage(2016, recorded, RECORDED_ROUNDS);
      try (var plain = Decompression.open(new ByteArrayInputStream(recorded))) {
        damage(2017, plain.readNBytes(1 << 20), RECORDED_ROUNDS);
      }
    }
  }

  private static void damage(long seed, byte[] file, int rounds) {
    var random = new SplittableRandom(seed);
    read(file);
    for (int round = 0; round < rounds; round++) {
      byte[] bad = file.clone();
      for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
        int at = random.nextInt(bad.length);
        switch (random.nextInt(4)) {
          case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> bad[at] = (byte) random.nextInt(256);
          case 2 ->
              Arrays.fill(bad, at, Math.min(bad.length, at + 4), (byte) random.nextInt(-1, 1));
          default -> bad = Arrays.copyOf(bad, Math.max(1, at));
        }
      }
      try {
        read(bad);
      } catch (RuntimeException | Error thrown) {
        String shown = HexFormat.of().formatHex(bad, 0, Math.min(bad.length, 4_096));
        throw new AssertionError("round " + round + ": " + shown, thrown);
      }
    }
  }

  private static void read(byte[] file) {
    try (InputStream in = Decompression.open(new ByteArrayInputStream(file))) {
      feed(new MrtReader(bounded(in)));
    } catch (IOException declared) {
      assertThat(declared).hasMessageNotContaining("null");
      return;
    }
    try (InputStream in = Decompression.open(new ByteArrayInputStream(file))) {
      print(new MrtReader(bounded(in)));
    } catch (IOException unexpected) {
      throw new AssertionError("it was opened before", unexpected);
    }
  }

  /** What {@code route print} does with it: lines of fields, or a count. */
  private static void print(MrtReader reader) throws IOException {
    var lines = new AsciiText();
    var counts = new Counts();
    var printer = new MrtTextPrinter(lines, counts);
    while (reader.next()) {
      printer.print(reader);
    }
    assertThat(lines.toString().lines().limit(200)).allMatch(line -> line.contains("|"));
  }

  private static InputStream bounded(InputStream in) {
    return new InputStream() {
      private int left = OCTETS_MAX;

      @Override
      public int read() throws IOException {
        return left-- > 0 ? in.read() : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = left > 0 ? in.read(into, offset, Math.min(left, length)) : -1;
        left -= Math.max(0, count);
        return count;
      }
    };
  }

  private static void feed(MrtReader reader) {
    var counts = new Counts();
    long[] events = {0};
    var feed = new MrtFeed(counts, FirstHop.NONE, event -> events[0]++);
    feed.begin("damaged");
    long records = 0;
    while (reader.next()) {
      long before = events[0] + counted(counts);
      feed.accept(reader);
      records++;
      if (events[0] + counted(counts) == before && !saysNothing(reader)) {
        throw new AssertionError(
            "a record of type "
                + reader.type()
                + "/"
                + reader.subtype()
                + " vanished: "
                + HexFormat.of().formatHex(reader.bytes(), reader.recordStart(), reader.bodyEnd()));
      }
    }
    MrtFault fault = reader.fault();
    if (fault != null) {
      assertThat(fault.completeRecords()).isEqualTo(records);
      // A tear is a tear, with words where the compression was torn and without in plain input.
      boolean unreadable = fault.reason() == MrtFault.Reason.UNREADABLE;
      boolean torn = fault.reason() == MrtFault.Reason.TORN;
      assertThat(fault.detail().isEmpty() ? !unreadable : unreadable || torn).isTrue();
    }
  }

  private static long counted(Counts counts) {
    return counts.toMap().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Records that are read and change no route: a peer index, a prefix without entries, a change of
   * state that is none of Established, OPEN, NOTIFICATION, KEEPALIVE, ROUTE-REFRESH, and an UPDATE
   * of attributes alone.
   */
  private static boolean saysNothing(MrtReader record) {
    return switch (record.type()) {
      case MrtType.TABLE_DUMP_V2 ->
          record.subtype() == MrtType.PEER_INDEX_TABLE || new WithoutEntries().test(record);
      case MrtType.BGP4MP, MrtType.BGP4MP_ET -> new Silent().test(record);
      default -> false;
    };
  }

  private static final class WithoutEntries {
    private final RibRecord rib = new RibRecord();

    boolean test(MrtReader record) {
      return rib.wrap(record) == null && rib.entryCount() == 0;
    }
  }

  private static final class Silent {
    private final Bgp4mpMessage message = new Bgp4mpMessage();

    boolean test(MrtReader record) {
      if (message.wrap(record) != null) {
        return false;
      }
      if (message.isStateChange()) {
        return message.oldState() != 6 && message.newState() != 6;
      }
      int start = message.messageStart();
      int type = BgpMessage.type(message.bytes(), start, message.messageEnd());
      if (type != BgpMessage.UPDATE) {
        return type >= BgpMessage.OPEN && type <= BgpMessage.ROUTE_REFRESH;
      }
      var update = new UpdateMessage(new Counts());
      long[] prefixes = {0};
      int end = start + BgpMessage.length(message.bytes(), start);
      update.wrap(
          message.bytes(),
          start + BgpMessage.HEADER_OCTETS,
          end,
          message.asOctets(),
          message.addPath());
      update.withdrawn((v6, safi, high, low, length, pathId) -> prefixes[0]++);
      update.announced((v6, safi, high, low, length, pathId) -> prefixes[0]++);
      return prefixes[0] == 0 && update.endOfRib() == 0;
    }
  }

  private interface Compressing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] compressed(Compressing compressing) {
    var octets = new ByteArrayOutputStream();
    try (var out = compressing.over(octets)) {
      out.write(table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** A table of forty prefixes, then updates about them. */
  private static byte[] table() {
    var octets = new ByteArrayOutputStream();
    var peer = new PeerIndexTable.Peer(ADDRESS, 4_200_000_001L);
    try (var writer = new MrtWriter(octets)) {
      writer.peerIndexTable(1_503_631_320, List.of(peer));
      for (int i = 0; i < 40; i++) {
        var path = List.of(4_200_000_001L, 701L + i, 64_496L);
        writer.rib(1_503_631_320, prefix(i), List.of(new MrtWriter.Route(0, path, ADDRESS)));
      }
      writer.stateChange(1_503_631_321_000_000L, peer, peer, 5, 6);
      for (int i = 0; i < 40; i++) {
        var update =
            new BgpWriter().announce(List.of(prefix(i)), List.of(701L, 15_169L), ADDRESS, 4);
        writer.message(1_503_631_322_000_000L, peer, peer, update.toByteArray());
      }
      writer.message(1_503_631_323_000_000L, peer, peer, new BgpWriter().endOfRib().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
    return octets.toByteArray();
  }

  private static BgpWriter.Prefix prefix(int number) {
    return new BgpWriter.Prefix(IpAddress.v4(0x0a000000 + (number << 8)), 24);
  }
}

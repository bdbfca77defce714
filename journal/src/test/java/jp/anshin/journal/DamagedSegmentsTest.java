package jp.anshin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Segments as a failing disk leaves them: what is read is what was written, or a stated fault;
 * nothing else is thrown, and no length that stands in a file reserves memory by itself.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DamagedSegmentsTest {
  private static final JournalOptions SMALL = new JournalOptions(4_096, 65_536, 8_192);
  private static final int ROUNDS = 4_000;
  private static final int CHANGES_MAX = 3;
  private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff};

  /** Three segments of 4 KiB, the reader's chunk of 1 MiB twice, and the writer's buffer. */
  private static final long OCTETS_MAX = 16 << 20;

  @TempDir Path directory;

  @Test
  void damagedSegmentsGiveWhatWasWrittenOrAFault() throws Exception {
    Set<ByteBuffer> written = write();
    List<byte[]> whole = new ArrayList<>();
    for (long number = 1; number <= 3; number++) {
      whole.add(Files.readAllBytes(Segments.file(directory, number)));
    }
    var random = new SplittableRandom(3720);
    int refused = 0;
    int damaged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int number = 1; number <= 3; number++) {
        Files.write(Segments.file(directory, number), whole.get(number - 1));
      }
      int hit = random.nextInt(3);
      Files.write(Segments.file(directory, hit + 1), damage(whole.get(hit), random));
      long before = allocatedOctets();
      try (var journal = Journal.open(directory, SMALL)) {
        damaged += read(journal, written);
        journal.append((byte) 9, 9, 9, new byte[] {9}, 0, 1);
      } catch (IOException stated) {
        assertThat(stated).hasMessageNotContaining("null");
        refused++;
      } catch (RuntimeException | Error thrown) {
        throw new AssertionError("round " + round, thrown);
      }
      assertThat(allocatedOctets() - before).as("round %d", round).isLessThan(OCTETS_MAX);
      Files.deleteIfExists(Segments.file(directory, 4));
    }
    assertThat(refused).as("no segment of ours").isBetween(1, ROUNDS / 2);
    assertThat(damaged).as("faults met by readers").isBetween(ROUNDS / 10, 3 * ROUNDS);
  }

  private Set<ByteBuffer> write() throws Exception {
    var random = new SplittableRandom(1);
    var written = new HashSet<ByteBuffer>();
    try (var journal = Journal.open(directory, SMALL)) {
      while (journal.segments().size() < 3 || journal.end().offset() < 3_000) {
        byte[] payload = new byte[random.nextInt(300)];
        random.nextBytes(payload);
        journal.append((byte) 1, 7, 1_503_631_320_000_000L, payload, 0, payload.length);
        written.add(ByteBuffer.wrap(payload));
      }
    }
    return written;
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] bad = whole.clone();
    for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
      // The header and the first lengths are hit as often as all the rest.
      int at = random.nextInt(random.nextBoolean() ? bad.length : Math.min(bad.length, 40));
      switch (random.nextInt(4)) {
        case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bad[at] = (byte) TELLING[random.nextInt(TELLING.length)];
        case 2 -> Arrays.fill(bad, at, Math.min(bad.length, at + 600), (byte) 0);
        default -> bad = Arrays.copyOf(bad, Math.max(1, at));
      }
    }
    return bad;
  }

  /** Reads to the end, over the damage; returns how often it met some. */
  private static int read(Journal journal, Set<ByteBuffer> written) throws IOException {
    int faults = 0;
    try (var reader = journal.read(JournalPosition.START)) {
      while (true) {
        try {
          var record = reader.next();
          if (record == null) {
            return faults;
          }
          assertThat(record.kind()).isEqualTo((byte) 1);
          assertThat(record.stream()).isEqualTo(7);
          assertThat(written)
              .contains(
                  ByteBuffer.wrap(
                      Arrays.copyOfRange(
                          record.bytes(),
                          record.payloadStart(),
                          record.payloadStart() + record.payloadLength())));
        } catch (IOException stated) {
          assertThat(stated).hasMessageContaining("damaged at");
          faults++;
          var from = reader.position();
          assertThat(reader.skipDamage()).isGreaterThan(from);
        }
      }
    }
  }

  private static long allocatedOctets() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}

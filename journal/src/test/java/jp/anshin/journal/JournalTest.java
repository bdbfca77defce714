package jp.anshin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalOptions SMALL = new JournalOptions(4_096, 16_384, 8_192);

  @TempDir Path directory;

  @Test
  void whatWasAppendedIsReadInOrderAcrossSegments() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      for (int i = 0; i < 1_000; i++) {
        append(journal, i, "record " + i);
      }
      assertThat(texts(journal, JournalPosition.START)).hasSize(1_000).endsWith("record 999");
    }
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      assertThat(journal.tornOctets()).isZero();
      append(journal, 0, "after reopening");
      assertThat(texts(journal, JournalPosition.START)).hasSize(1_001).endsWith("after reopening");
    }
  }

  @Test
  void nobodyElseMayLookIntoADirectoryThatIsMadeAndOneThatWasThereStaysAsItIs() throws Exception {
    Path made = directory.resolve("data").resolve("journal");
    Journal.open(made, SMALL).close();
    for (Path each : List.of(made, made.getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rwx------");
    }
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    Journal.open(made, SMALL).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aReaderGoesOnWhereAnEarlierOneStopped() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 1, "a");
      append(journal, 1, "b");
      JournalPosition after;
      try (var reader = journal.read(JournalPosition.START)) {
        reader.next();
        after = reader.position();
      }
      assertThat(texts(journal, after)).containsExactly("b");
    }
  }

  @Test
  void aTailTornAtAnyOctetIsCutOffAndEverythingBeforeItStays() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 1, "whole");
      append(journal, 1, "torn");
    }
    Path file = Segments.file(directory, 1);
    byte[] octets = Files.readAllBytes(file);
    int lastRecord = RecordFormat.HEADER_OCTETS + "torn".length();
    for (int cut = 1; cut <= lastRecord; cut++) {
      Files.write(file, Arrays.copyOf(octets, octets.length - cut));
      try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
        assertThat(journal.tornOctets()).isEqualTo(lastRecord - cut);
        append(journal, 1, "new");
        assertThat(texts(journal, JournalPosition.START)).containsExactly("whole", "new");
      }
    }
  }

  @Test
  void aFlippedBitIsNeverReadAsARecord() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 1, "one");
      append(journal, 1, "two");
      try (var channel = FileChannel.open(Segments.file(directory, 1), StandardOpenOption.WRITE)) {
        channel.write(
            ByteBuffer.wrap(new byte[] {'x'}),
            RecordFormat.SEGMENT_HEADER_OCTETS + RecordFormat.HEADER_OCTETS);
      }
      try (var reader = journal.read(JournalPosition.START)) {
        assertThatThrownBy(reader::next)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("1:8");
      }
    }
  }

  @Test
  void beyondItsBoundTheOldestConsumedSegmentsGoButPinnedOnesStay() throws Exception {
    try (var journal = Journal.open(directory, SMALL)) {
      append(journal, 1, "pinned");
      journal.pin(1);
      for (int i = 0; i < 200; i++) {
        append(journal, 1, "x".repeat(500));
        journal.consumed(journal.end());
      }
      assertThat(journal.segments()).containsKey(1L).doesNotContainKeys(2L, 3L);
      assertThat(journal.sizeOctets()).isLessThanOrEqualTo(16_384 + 8_192);
      journal.unpin(1);
      for (int i = 0; i < 50; i++) {
        append(journal, 1, "x".repeat(500));
        journal.consumed(journal.end());
      }
      assertThat(journal.segments()).doesNotContainKey(1L);
      assertThat(journal.bytesAt(1, 33, 6)).isEmpty();
    }
  }

  @Test
  void recordsOfOneBatchAreReadOneByOneAcrossSegments() throws Exception {
    byte[] payloads = "0123456789".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    int[] lengths = new int[100];
    Arrays.fill(lengths, 100);
    try (var journal = Journal.open(directory, new JournalOptions(4_096, 65_536, 8_192))) {
      journal.appendAll((byte) 2, 7, 99, payloads, 0, lengths, lengths.length);
      append(journal, 1, "last");

      assertThat(journal.segments()).hasSizeGreaterThan(2);
      var texts = texts(journal, JournalPosition.START);
      assertThat(texts).hasSize(101).endsWith("last");
      assertThat(texts.subList(0, 100)).containsOnly("0123456789".repeat(10));
    }
  }

  @Test
  void whatIsWholeBehindDamageOutlivesARestart() throws Exception {
    var whole = List.of("one", "three", "four", "new");
    for (int damaged = 8; damaged < RecordFormat.HEADER_OCTETS + 3; damaged++) {
      Path each = Files.createDirectory(directory.resolve("damaged-" + damaged));
      try (var journal = Journal.open(each, JournalOptions.DEFAULT)) {
        for (String text : List.of("one", "two", "three", "four")) {
          append(journal, 1, text);
        }
      }
      int two = RecordFormat.SEGMENT_HEADER_OCTETS + RecordFormat.HEADER_OCTETS + "one".length();
      flip(Segments.file(each, 1), two + damaged);
      for (int start = 0; start < 2; start++) {
        try (var journal = Journal.open(each, JournalOptions.DEFAULT)) {
          if (start == 0) {
            append(journal, 1, "new");
          }
          assertThat(textsOverDamage(journal)).as("octet %d", damaged).isEqualTo(whole);
        }
      }
    }
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    octets[at] ^= 0x08;
    Files.write(file, octets);
  }

  private static List<String> textsOverDamage(Journal journal) throws IOException {
    var texts = new ArrayList<String>();
    boolean met = false;
    try (var reader = journal.read(JournalPosition.START)) {
      while (true) {
        try {
          var record = reader.next();
          if (record == null) {
            assertThat(met).isTrue();
            return texts;
          }
          texts.add(
              new String(
                  record.bytes(),
                  record.payloadStart(),
                  record.payloadLength(),
                  StandardCharsets.UTF_8));
        } catch (IOException damage) {
          met = true;
          reader.skipDamage();
        }
      }
    }
  }

  @Test
  void aReaderGoesOnBehindDamageAndSaysWhere() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 1, "one");
      append(journal, 1, "two");
      try (var channel = FileChannel.open(Segments.file(directory, 1), StandardOpenOption.WRITE)) {
        channel.write(
            ByteBuffer.wrap(new byte[] {'x'}),
            RecordFormat.SEGMENT_HEADER_OCTETS + RecordFormat.HEADER_OCTETS);
      }
      try (var reader = journal.read(JournalPosition.START)) {
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        assertThat(reader.skipDamage())
            .isEqualTo(new JournalPosition(1, 8 + RecordFormat.HEADER_OCTETS + "one".length()));
        var behind = reader.next();
        assertThat(behind).isNotNull();
        append(journal, 1, "three");

        var record = reader.next();
        assertThat(record).isNotNull();
        assertThat(record.payloadLength()).isEqualTo("three".length());
      }
    }
  }

  @Test
  void bytesOfAJournalThatIsNotOpenAreReadByPlace() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 1, "evidence");
    }
    long offset = RecordFormat.SEGMENT_HEADER_OCTETS + RecordFormat.HEADER_OCTETS;

    assertThat(Journal.bytesAt(directory, 1, offset, 8))
        .hasValueSatisfying(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("evidence"));
    assertThat(Journal.bytesAt(directory, 1, offset, 9)).isEmpty();
    assertThat(Journal.bytesAt(directory, 2, offset, 8)).isEmpty();
  }

  @Test
  void aFullJournalMakesTheWriterWaitUntilTheReaderConsumed() throws Exception {
    try (var journal = Journal.open(directory, SMALL)) {
      var written = new ArrayList<Integer>();
      var writer =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 100; i++) {
                  unchecked(() -> append(journal, 1, "y".repeat(500)));
                  synchronized (written) {
                    written.add(1);
                  }
                }
              },
              Executors.newVirtualThreadPerTaskExecutor());
      int read = 0;
      try (var reader = journal.read(JournalPosition.START)) {
        while (read < 100) {
          journal.awaitBeyond(reader.position(), 1, TimeUnit.MINUTES);
          while (reader.next() != null) {
            read++;
          }
          synchronized (written) {
            assertThat(written.size()).isLessThanOrEqualTo(read + 40);
          }
          assertThat(journal.sizeOctets()).isLessThanOrEqualTo(16_384);
          journal.consumed(reader.position());
        }
        assertThat(reader.lostSegments()).isZero();
      }
      writer.get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void severalThreadsAppendAndNothingIsLostOrMixed() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT);
        var threads = Executors.newFixedThreadPool(4)) {
      var tasks = new ArrayList<Callable<Object>>();
      for (int thread = 0; thread < 4; thread++) {
        int stream = thread;
        tasks.add(() -> {
          for (int i = 0; i < 2_000; i++) {
            append(journal, stream, stream + ":" + i);
          }
          return stream;
        });
      }
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
      var next = new int[4];
      for (String text : texts(journal, JournalPosition.START)) {
        int stream = text.charAt(0) - '0';
        assertThat(text).isEqualTo(stream + ":" + next[stream]++);
      }
      assertThat(next).containsOnly(2_000);
    }
  }

  @Test
  void aFullDiskIsAnErrorThatLeavesTheJournalWhole() throws Exception {
    try (var journal = Journal.open(directory, SMALL)) {
      append(journal, 1, "kept");
      // Writing to /dev/full fails as on a full disk: the next segment is put there.
      Files.createSymbolicLink(Segments.file(directory, 2), Path.of("/dev/full"));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  append(journal, 1, "z".repeat(500));
                }
              })
          .isInstanceOf(IOException.class);
      append(journal, 1, "after room was made");
      assertThat(texts(journal, JournalPosition.START))
          .startsWith("kept")
          .endsWith("after room was made");
    }
  }

  @Test
  void evidenceIsReadBackByItsPlace() throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      append(journal, 7, "before");
      append(journal, 7, "the bytes");
      try (var reader = journal.read(JournalPosition.START)) {
        reader.next();
        var record = reader.next();
        assertThat(record).isNotNull();
        var place = record.payloadPosition();
        assertThat(journal.bytesAt(place.segment(), place.offset(), record.payloadLength()))
            .hasValueSatisfying(
                bytes -> assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("the bytes"));
      }
      assertThat(journal.bytesAt(1, 1_000_000, 5)).isEmpty();
    }
  }

  @Test
  void recordsOfAnySizeComeBackAsTheyWere() throws Exception {
    var random = new SplittableRandom(25);
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT);
        var reader = journal.read(JournalPosition.START)) {
      for (int i = 0; i < 300; i++) {
        byte[] payload = new byte[random.nextInt(i % 10 == 0 ? 3_000_000 : 3_000)];
        random.nextBytes(payload);
        journal.append((byte) 1, i, i, payload, 0, payload.length);
        if (i % 3 == 0) {
          while (true) {
            var record = reader.next();
            if (record == null) {
              break;
            }
            if (record.stream() == i) {
              assertThat(
                      Arrays.copyOfRange(
                          record.bytes(),
                          record.payloadStart(),
                          record.payloadStart() + record.payloadLength()))
                  .isEqualTo(payload);
            }
          }
        }
      }
    }
  }

  private static JournalPosition append(Journal journal, long stream, String text)
      throws IOException, InterruptedException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return journal.append((byte) 1, stream, 1_503_631_320_000_000L, octets, 0, octets.length);
  }

  private static List<String> texts(Journal journal, JournalPosition from) throws IOException {
    var texts = new ArrayList<String>();
    try (var reader = journal.read(from)) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        texts.add(
            new String(
                record.bytes(),
                record.payloadStart(),
                record.payloadLength(),
                StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static void unchecked(Callable<?> action) {
    try {
      action.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

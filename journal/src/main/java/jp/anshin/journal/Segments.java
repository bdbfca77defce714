package jp.anshin.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a journal. */
final class Segments {
  private static final String SUFFIX = ".journal";
  private static final int BUFFER_OCTETS = 1 << 16;

  private Segments() {}

  static Path file(Path directory, long number) {
    return directory.resolve(String.format("%016d%s", number, SUFFIX));
  }

  static SortedMap<Long, Long> sizes(Path directory) throws IOException {
    var sizes = new TreeMap<Long, Long>();
    try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        try {
          sizes.put(
              Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), Files.size(file));
        } catch (NumberFormatException e) {
          throw new IOException("a file that no journal made: " + file, e);
        }
      }
    }
    return sizes;
  }

  /** How many octets of a segment are whole records; 0 when even its header is torn. */
  static long wholeOctets(Path file) throws IOException {
    long size = Files.size(file);
    if (size < RecordFormat.SEGMENT_HEADER_OCTETS) {
      return 0;
    }
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS))) {
      if (in.readLong() != RecordFormat.SEGMENT_MAGIC) {
        throw new IOException("not a segment of this version's journal: " + file);
      }
      long whole = RecordFormat.SEGMENT_HEADER_OCTETS;
      while (true) {
        int octets = wholeRecord(in, size - whole);
        if (octets == 0) {
          return whole;
        }
        whole += octets;
      }
    }
  }

  /** Octets of the record that comes next, or 0 when it is torn or there is none. */
  private static int wholeRecord(DataInputStream in, long remaining) throws IOException {
    if (remaining < RecordFormat.HEADER_OCTETS) {
      return 0;
    }
    int length = in.readInt();
    if (length < 0
        || length > Journal.MAX_PAYLOAD_OCTETS
        || length > remaining - RecordFormat.HEADER_OCTETS) {
      return 0;
    }
    int crc = in.readInt();
    var record = new byte[RecordFormat.HEADER_OCTETS + length];
    in.readFully(record, 8, record.length - 8);
    return RecordFormat.crc(record, 0, length) == crc ? record.length : 0;
  }

  /**
   * Where a segment goes on behind damage: the first place after {@code damaged} from which on
   * everything up to {@code end} is whole records. What looks like a record within another one does
   * not pass: it would have to end with the segment.
   *
   * @return empty when nothing whole follows
   */
  static OptionalLong goesOn(Path file, long damaged, long end) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(damaged + 1, RecordFormat.SEGMENT_HEADER_OCTETS);
      long size = Math.min(end, channel.size()) - from;
      if (size < RecordFormat.HEADER_OCTETS) {
        return OptionalLong.empty();
      }
      var rest = channel.map(FileChannel.MapMode.READ_ONLY, from, size);
      for (int start = 0; start + RecordFormat.HEADER_OCTETS <= size; start++) {
        if (isWholeFrom(rest, start)) {
          return OptionalLong.of(from + start);
        }
      }
      return OptionalLong.empty();
    }
  }

  private static boolean isWholeFrom(ByteBuffer rest, int start) {
    int at = start;
    while (at < rest.limit()) {
      int octets = RecordFormat.wholeRecord(rest, at);
      if (octets == 0) {
        return false;
      }
      at += octets;
    }
    return true;
  }

  static Optional<byte[]> bytesAt(Path file, long offset, int length) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (offset + length > channel.size()) {
        return Optional.empty();
      }
      var bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          return Optional.empty();
        }
      }
      return Optional.of(bytes.array());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}

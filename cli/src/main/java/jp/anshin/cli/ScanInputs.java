package jp.anshin.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.formats.mrt.RouteRecording;
import jp.anshin.route.scan.RouteScan.FaultyInput;
import jp.anshin.route.scan.RouteScan.Input;
import jp.anshin.wire.Counts;

/** The files of a scan: opened with progress, their faults remembered for a sentence each. */
final class ScanInputs {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final MrtFiles files;
  private final Progress progress;
  private final Counts passedOver = new Counts();
  private final Map<String, Exception> notOpened = new HashMap<>();
  private final Map<String, InputStream> begun = new HashMap<>();

  ScanInputs(MrtFiles files, Progress progress) {
    this.files = files;
    this.progress = progress;
  }

  /** Lines of RIS Live that were no record, by kind. */
  Map<String, Long> passedOver() {
    return passedOver.toMap();
  }

  List<Input> of(List<String> names) {
    return names.stream().map(name -> new Input(name, () -> open(name))).toList();
  }

  /** The day, in Japanese time, of a file's first record; nothing when it cannot be read. */
  Optional<LocalDate> dayOf(String name) {
    try {
      InputStream in = new BufferedInputStream(open(name));
      in.mark(Integer.BYTES);
      byte[] seconds = in.readNBytes(Integer.BYTES);
      in.reset();
      begun.put(name, in);
      return seconds.length < Integer.BYTES
          ? Optional.empty()
          : Optional.of(
              Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(seconds).getInt()))
                  .atZone(JAPAN)
                  .toLocalDate());
    } catch (IOException e) {
      return Optional.empty(); // The scan opens it again, and the fault is told then.
    }
  }

  private InputStream open(String name) throws IOException {
    InputStream before = begun.remove(name);
    if (before != null) {
      return before;
    }
    try {
      return RouteRecording.open(progress.counting(files.open(name)), passedOver);
    } catch (IOException e) {
      notOpened.put(name, e);
      throw e;
    } catch (InvalidPathException e) {
      notOpened.put(name, e);
      throw new IOException(e);
    }
  }

  String sentence(FaultyInput faulty) {
    Exception opening = notOpened.get(faulty.name());
    if (faulty.fault() != null) {
      return files.sentence(faulty.name(), faulty.fault());
    }
    return files.sentence(
        faulty.name(), opening == null ? new IOException(faulty.detail()) : opening);
  }
}

package jp.anshin.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import jp.anshin.formats.mrt.RouteRecording;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtFault;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a command line names, one after another. A bad one is told with its place
 * and what to do, and the rest goes on.
 *
 * @param terminal where faults and progress go
 * @param texts in the user's language
 */
record MrtFiles(Terminal terminal, Texts texts) {

  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  /** What is done with each file. */
  interface Reading {
    /**
     * Reads to the end, whole or torn.
     *
     * @param plain its uncompressed MRT bytes
     * @return why the reading stopped before a whole end, or null
     */
    @Nullable MrtFault read(InputStream plain) throws InterruptedException;
  }

  /**
   * Reads every file.
   *
   * @return whether all were good to their end
   */
  boolean readAll(List<String> names, Reading reading) throws InterruptedException {
    boolean good = true;
    for (String name : names) {
      good &= readOne(name, reading);
    }
    return good;
  }

  private boolean readOne(String name, Reading reading) throws InterruptedException {
    String fault = faultOf(name, reading);
    if (fault != null) {
      terminal.err().println(fault);
    }
    return fault == null;
  }

  private @Nullable String faultOf(String name, Reading reading) throws InterruptedException {
    var passedOver = new Counts();
    try (var progress = new Progress(terminal, shown(name), size(name));
        InputStream raw = progress.counting(open(name));
        InputStream plain = RouteRecording.open(raw, passedOver)) {
      MrtFault fault = reading.read(plain);
      tell(passedOver);
      return fault == null ? null : sentence(name, fault);
    } catch (IOException | InvalidPathException e) {
      return sentence(name, e);
    }
  }

  /** Lines of RIS Live that are no record. */
  private void tell(Counts passedOver) {
    if (!passedOver.toMap().isEmpty()) {
      terminal.err().println(texts.counted("mrt.passed-over", passedOver.toMap()));
    }
  }

  /** Opens a file, or standard input, which stays open when this is closed. */
  InputStream open(String name) throws IOException {
    if (!name.equals(STANDARD_INPUT)) {
      return Files.newInputStream(Path.of(name));
    }
    return new FilterInputStream(terminal.in()) {
      @Override
      public void close() {
        // Standard input is not ours to close.
      }
    };
  }

  /** Octets of the file as it lies on disk, or 0 when they are not known. */
  static long size(String name) {
    try {
      boolean file = !name.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(name));
      return file ? Files.size(Path.of(name)) : 0;
    } catch (IOException | InvalidPathException e) {
      return 0; // Told when it is opened.
    }
  }

  private String shown(String name) {
    return name.equals(STANDARD_INPUT) ? texts.sentence("file.standard-input") : name;
  }

  /** What is wrong with the file, where, and what to do. */
  String sentence(String name, MrtFault fault) {
    String key =
        switch (fault.reason()) {
          case NOT_MRT -> "mrt.not-mrt";
          case EMPTY -> "mrt.empty";
          case TORN -> "mrt.torn";
          case TOO_LONG -> "mrt.too-long";
          case UNREADABLE -> "mrt.unreadable";
        };
    return texts.sentence(
        key, shown(name), fault.offset(), fault.completeRecords(), fault.detail());
  }

  /** Why the file cannot be opened, and what to do. */
  String sentence(String name, Exception fault) {
    if (fault instanceof InvalidPathException || Files.notExists(Path.of(name))) {
      return texts.sentence("file.missing", name);
    }
    if (Files.isDirectory(Path.of(name))) {
      return texts.sentence("file.directory", name);
    }
    if (fault instanceof AccessDeniedException) {
      return texts.sentence("file.denied", name);
    }
    return texts.sentence("file.not-opened", shown(name), String.valueOf(fault.getMessage()));
  }
}

package jp.anshin.server.imports;

import java.time.Duration;
import jp.anshin.documents.DocumentLimits;

/** How much one upload may hold. */
public final class ImportLimits {

  /** {@link #ROWS_MAX} rows of 160 octets. A file is held in memory once while it is read. */
  public static final int OCTETS_MAX = 32 * 1024 * 1024;

  /** As many as a periodic report takes; the whole country files some 50,000 a year. */
  public static final int ROWS_MAX = DocumentLimits.ROWS_MAX;

  /** Who has that many faults mends the file first; the others are only counted. */
  public static final int FAULTS_MAX = 50_000;

  /** Lines of one file with the same id; where there are more it names nothing. */
  static final int SAME_ID_MAX = 20;

  /** Columns of the table; an id is a name, not a text. */
  static final int ID_CHARACTERS_MAX = 200;

  /** As long as the name of a file may be on disk, nearly. */
  static final int FILE_NAME_CHARACTERS_MAX = 200;

  /** Longest reason. */
  public static final int WORDS_CHARACTERS_MAX = 4000;

  /** A week: over a long weekend, and whoever decides may have to be asked. */
  static final Duration PREVIEW_KEPT = Duration.ofDays(7);

  private ImportLimits() {}
}

package jp.anshin.formats.compression;

import java.io.EOFException;
import java.io.IOException;

/** The tear of a compressed input, in words: decoders say it in many, some in none. */
final class Torn {
  private Torn() {}

  static EOFException because(IOException cause) {
    var torn = new EOFException("the compressed data breaks off");
    torn.initCause(cause);
    return torn;
  }
}
